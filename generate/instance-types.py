"""Writes config/aws/instance-type-table.json from the instance types that cfn-lint ships.

cfn-lint builds them from AWS's price list and service endpoints. Not part of `npm run generate`, because it needs Python:

    pip install cfn-lint
    python3 generate/instance-types.py
"""

import datetime
import importlib.metadata
import json
import pathlib

import cfnlint

EXTENSIONS = pathlib.Path(cfnlint.__file__).parent / "data/schemas/extensions"
CONFIG = pathlib.Path(__file__).parent.parent / "config"
ENGINES = sorted({path.stem for path in (CONFIG / "database-engines").glob("*.ts")} - {"engine", "index"})
TARGET = CONFIG / "aws/instance-type-table.json"


def regions(path):
    """The schema of each region."""
    schemas = json.loads((EXTENSIONS / path).read_text())
    return [(region, schema) for region, schema in schemas.items() if region not in ("all", "description")]


def grouped(regions_by_type):
    """Types that are offered in the same regions, as one entry."""
    groups = {}
    for name, regions in regions_by_type.items():
        groups.setdefault(" ".join(sorted(regions)), []).append(name)
    return [{"regions": regions, "types": " ".join(sorted(names))} for regions, names in sorted(groups.items())]


def ec2():
    found = {}
    for region, schema in regions("aws_ec2_instance/instancetype_enum.json"):
        for name in schema["enum"]:
            found.setdefault(name, set()).add(region)
    return grouped(found)


def rds(engine):
    found = {}
    for region, schema in regions("aws_rds_dbinstance/dbinstanceclass_enum.json"):
        for case in schema["allOf"]:
            if case["if"]["properties"].get("Engine", {}).get("const") == engine:
                for name in case["then"]["properties"]["DBInstanceClass"]["enum"]:
                    found.setdefault(name, set()).add(region)
    return grouped(found)


TARGET.write_text(
    json.dumps(
        {
            "source": f"cfn-lint {importlib.metadata.version('cfn-lint')}",
            "date": datetime.date.today().isoformat(),
            "ec2": ec2(),
            "rds": {engine: rds(engine) for engine in ENGINES},
        },
        indent=2,
    )
    + "\n"
)
