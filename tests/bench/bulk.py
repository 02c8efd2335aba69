"""Making much data in the time there is."""
import time
from concurrent.futures import ThreadPoolExecutor


def make(function, items, seconds):
    """What function(item) gave for each item whose turn came before the time was over; two at a time, for two
    processors and two sessions."""
    until = time.monotonic() + seconds

    def one(item):
        return function(item) if time.monotonic() < until else None

    with ThreadPoolExecutor(2) as two:
        return [made for made in two.map(one, items) if made is not None]
