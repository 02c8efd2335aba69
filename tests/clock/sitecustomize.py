"""What Python programs load first where a suite runs at another time.

time.sleep() waits for a moment of the monotonic clock, which libfaketime 0.9.10 moves although it was told to leave that
clock alone, and so the wait fails (its issue 426, mended in 0.9.11). select() waits for so long.
"""
import select
import time


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        select.select([], [], [], left)


time.sleep = sleep
