"""The keys of encrypted backups, in the forms of the age format."""

from dataclasses import dataclass

from pyrage import IdentityError, RecipientError, x25519


class WrongKey(ValueError):
    """A key that cannot be one; `name` is the field of `Keys`."""

    def __init__(self, name: str, cure: str) -> None:
        self.name = name
        self.cure = cure
        super().__init__(f"{name}: {cure}")


@dataclass(frozen=True)
class Keys:
    """What a backup is locked and unlocked with; "" where there is none.

    `recipient` is a public key (age1…): who holds it can write backups and not read
    them. `identity` is its secret half, as `age-keygen` writes it.
    """

    passphrase: str = ""
    recipient: str = ""
    identity: str = ""

    @property
    def can_lock(self) -> bool:
        """Whether a backup can be encrypted."""
        return bool(self.recipient or self.passphrase)

    def check(self) -> None:
        """Raise `WrongKey` if one cannot be used."""
        self.public_key()
        self.secret_key()

    def public_key(self) -> x25519.Recipient | None:
        """Return the key that locks; None without one."""
        if not self.recipient:
            return None
        try:
            return x25519.Recipient.from_str(self.recipient)
        except RecipientError as error:
            cure = "Use the public key that age-keygen prints, age1…."
            raise WrongKey("recipient", cure) from error

    def secret_key(self) -> x25519.Identity | None:
        """Return the key that unlocks; None without one."""
        if not self.identity:
            return None
        lines = self.identity.splitlines()
        keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
        try:
            return x25519.Identity.from_str(keys[0].strip())
        except (IndexError, IdentityError) as error:
            cure = "Use the file that age-keygen wrote, with AGE-SECRET-KEY-1…."
            raise WrongKey("identity", cure) from error
