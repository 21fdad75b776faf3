"""Tie the life of a child process to its parent."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent_pid: int) -> None:
    """Have the kernel kill this process when its parent is gone, however it went.

    A supervisor that was killed outright cannot clean up, and a web server left behind
    would keep the port and the database. Linux only; elsewhere nothing happens.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # The parent may have gone before the kernel was asked to watch it.
    if os.getppid() != parent_pid:
        os._exit(1)
