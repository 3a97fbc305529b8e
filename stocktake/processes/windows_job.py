"""A Windows Job Object around the child process: a cap on its memory, and it never outlives us.

Elsewhere this does nothing, because the child limits itself. It could only be checked on Windows:
if the system refuses the job, the child runs under the guard's budgets and the parent's clock
alone, which are the promise (decisions 16).

Source: Microsoft, "Job Objects" and JOBOBJECT_EXTENDED_LIMIT_INFORMATION (winnt.h).
"""

from __future__ import annotations

import ctypes
import subprocess
import sys

_EXTENDED_LIMITS = 9
_ACTIVE_PROCESSES, _PROCESS_MEMORY, _END_WITH_JOB = 0x8, 0x100, 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class Job:
    """The job of one child; closing it ends the child."""

    def __init__(self, process: subprocess.Popen[bytes], memory_bytes: int) -> None:
        self._handle: int | None = None
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = ctypes.c_void_p
            self._handle = kernel.CreateJobObjectW(None, None)
            limits = _ExtendedLimits()
            limits.BasicLimitInformation.LimitFlags = (
                _ACTIVE_PROCESSES | _PROCESS_MEMORY | _END_WITH_JOB
            )
            limits.BasicLimitInformation.ActiveProcessLimit = 1
            limits.ProcessMemoryLimit = memory_bytes
            job = ctypes.c_void_p(self._handle)
            size = ctypes.c_uint32(ctypes.sizeof(limits))
            kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
            kernel.AssignProcessToJobObject(job, ctypes.c_void_p(int(process._handle)))

    def close(self) -> None:
        """Give the job back to the system, which ends the child if it still runs."""
        if sys.platform == "win32" and self._handle is not None:
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CloseHandle(ctypes.c_void_p(self._handle))
        self._handle = None
