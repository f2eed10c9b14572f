"""An account that has opted in to Local Zones, because moto has none and does not know the opt-in status.

| call | what is emulated | page |
| --- | --- | --- |
| ec2 DescribeAvailabilityZones | lists an opted-in Local Zone in us-east-1, before the availability zones, and filters by opt-in-status and zone-type | EC2 User Guide, "Local Zones"; EC2 API Reference, DescribeAvailabilityZones |
"""

from moto.ec2.models.availability_zones_and_regions import Zone
from moto.ec2.responses.availability_zones_and_regions import AvailabilityZonesAndRegions
from moto.core.responses import ActionResult

LOCAL_ZONE = Zone("us-east-1-bos-1a", "us-east-1", "use1-bos1-az1", "local-zone")
_describe = AvailabilityZonesAndRegions.describe_availability_zones


def status_of(zone):
    return "opted-in" if zone.zone_type == "local-zone" else "opt-in-not-required"


def wanted(zone, filters):
    values = {"opt-in-status": status_of(zone), "zone-type": zone.zone_type, "zone-name": zone.name}
    return all(values[name] in filters[name] for name in values if name in filters)


def describe_availability_zones(self):
    zones = _describe(self).result["AvailabilityZones"]
    filters = self._filters_from_querystring()
    local = [LOCAL_ZONE] if self.region == LOCAL_ZONE.region_name and not self._get_param("ZoneNames", []) else []
    found = [zone for zone in [*local, *zones] if wanted(zone, filters)]
    for zone in found:
        zone.opt_in_status = status_of(zone)
    return ActionResult({"AvailabilityZones": found})


AvailabilityZonesAndRegions.describe_availability_zones = describe_availability_zones
