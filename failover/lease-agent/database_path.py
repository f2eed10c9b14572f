"""The path from an instance to the database: routes, reverse-path filtering and established sockets."""

import json
import subprocess


def command(*arguments):
    return subprocess.run(arguments, capture_output=True, check=True, text=True, timeout=2).stdout


class Path:
    """The path from this host to the database's subnets."""

    def __init__(self, ranges):
        self.ranges = [each for each in ranges.split(",") if each]

    def blocked(self):
        listed = json.loads(command("ip", "-json", "-4", "route", "show", "type", "unreachable") or "[]")
        return {route["dst"] for route in listed}.intersection(self.ranges)

    def prepare(self):
        """Turns reverse-path filtering on: without it the answer to a commit that is under way still arrives."""
        setting = "/proc/sys/net/ipv4/conf/all/rp_filter"
        if not self.ranges or open(setting).read().strip() != "0":
            return
        with open(setting, "w") as file:
            file.write("2")

    def set(self, is_open):
        """Opens or closes the path and reads the result back; raises where the host does not have it."""
        blocked = self.blocked() if self.ranges else set()
        for each in self.ranges:
            if is_open and each in blocked:
                command("ip", "route", "del", "unreachable", each)
            if not is_open:
                if each not in blocked:
                    command("ip", "route", "replace", "unreachable", each)
                command("ss", "-K", "-H", "-t", "dst", each)
        if self.ranges and self.blocked() != (set() if is_open else set(self.ranges)):
            raise OSError(f"the routes to {','.join(self.ranges)} did not {'open' if is_open else 'close'}")
