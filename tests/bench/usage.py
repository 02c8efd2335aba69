"""Runs a command and says on its last line to standard error what it took: usage.py PROGRAM ARGUMENT...

A program of its own, run without boto3 and the like: the peak memory of a child counts from before its exec, so that
of a large parent would hide it.
"""
import json
import os
import sys

child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
# Linux counts ru_maxrss in KiB.
print(json.dumps({"status": os.waitstatus_to_exitcode(status), "processor_s": used.ru_utime + used.ru_stime,
                  "peak_mib": used.ru_maxrss / 1024}), file=sys.stderr)
