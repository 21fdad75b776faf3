from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, overload

P = ParamSpec("P")
R = TypeVar("R")

@overload
def atomic(using: Callable[P, R]) -> Callable[P, R]: ...
@overload
def atomic(
    using: str | None = None, savepoint: bool = True, durable: bool = False
) -> Any: ...
def __getattr__(name: str) -> Any: ...
