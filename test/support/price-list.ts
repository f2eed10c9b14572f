/**
 * Answers of AWS's price list for eu-west-1, shortened to the columns and rows that matter. The form is that of the Price List User Guide
 * and of public copies of these files; the amounts are examples, because the list cannot be read where the tests run.
 */
export const HOST = "https://pricing.us-east-1.amazonaws.com";

const COLUMNS =
  "SKU,TermType,StartingRange,PricePerUnit,Currency,Product Family,Instance Type,Operating System,Tenancy,Pre Installed S/W,CapacityStatus,Database Engine,Deployment Option,usageType,Region Code";

type Row = Readonly<Partial<Record<string, string>>>;

const LINUX: Row = {
  "Product Family": "Compute Instance",
  "Instance Type": "m6g.large",
  "Operating System": "Linux",
  Tenancy: "Shared",
  "Pre Installed S/W": "NA",
  CapacityStatus: "Used",
  usageType: "EU-BoxUsage:m6g.large",
};

function database(
  engine: string,
  option: string,
  usageType: string,
  price: string,
  instanceType = "db.m6g.large",
): Row {
  return {
    "Database Engine": engine,
    "Deployment Option": option,
    "Instance Type": instanceType,
    usageType,
    PricePerUnit: price,
  };
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  AmazonEC2: [
    { ...LINUX, PricePerUnit: "0.0860000000" },
    { ...LINUX, PricePerUnit: "0.0540000000", TermType: "Reserved" },
    { ...LINUX, PricePerUnit: "0.0950000000", Tenancy: "Dedicated", usageType: "EU-DedicatedUsage:m6g.large" },
    { ...LINUX, PricePerUnit: "0.1780000000", "Operating System": "Windows" },
    {
      ...LINUX,
      PricePerUnit: "0.0860000000",
      CapacityStatus: "UnusedCapacityReservation",
      usageType: "EU-UnusedBox:m6g.large",
    },
    { ...LINUX, PricePerUnit: "0.1100000000", "Region Code": "eu-west-1-local-1a" },
    { usageType: "EU-NatGateway-Hours", PricePerUnit: "0.0480000000" },
    { usageType: "EU-NatGateway-Bytes", PricePerUnit: "0.0480000000" },
    { usageType: "EU-EBS:VolumeUsage.gp3", PricePerUnit: "0.0880000000" },
  ],
  AmazonRDS: [
    database("PostgreSQL", "Single-AZ", "EU-InstanceUsage:db.m6g.large", "0.1770000000"),
    database("PostgreSQL", "Multi-AZ", "EU-Multi-AZUsage:db.m6g.large", "0.3540000000"),
    database("PostgreSQL", "Multi-AZ (readable standbys)", "EU-Multi-AZClusterUsage:db.m6g.large", "0.5310000000"),
    database("SQL Server", "Multi-AZ", "EU-Multi-AZUsage:db.m6g.large", "2.0000000000"),
    database("Aurora PostgreSQL", "Single-AZ", "EU-InstanceUsage:db.r6g.large", "0.2880000000", "db.r6g.large"),
    database(
      "Aurora PostgreSQL",
      "Single-AZ",
      "EU-InstanceUsageIOOptimized:db.r6g.large",
      "0.3740000000",
      "db.r6g.large",
    ),
    database("Aurora MySQL", "Single-AZ", "EU-InstanceUsage:db.r6g.large", "0.2880000000", "db.r6g.large"),
    database("PostgreSQL", "Single-AZ", "EU-RDS:GP3-Storage", "0.1270000000", ""),
    database("Any", "Multi-AZ", "EU-RDS:Multi-AZ-GP3-Storage", "0.2540000000", ""),
    database("SQL Server", "Multi-AZ", "EU-RDS:Multi-AZ-GP3-Storage", "0.2600000000", ""),
    database("Aurora PostgreSQL", "", "EU-Aurora:ServerlessV2Usage", "0.1400000000", ""),
    database("Aurora PostgreSQL", "", "EU-Aurora:ServerlessV2IOOptimizedUsage", "0.1820000000", ""),
  ],
  AmazonVPC: [
    { usageType: "EU-PublicIPv4:InUseAddress", PricePerUnit: "0.0050000000" },
    { usageType: "EU-PublicIPv4:IdleAddress", PricePerUnit: "0.0060000000" },
    { usageType: "EU-VpcEndpoint-Hours", PricePerUnit: "0.0110000000" },
  ],
  AmazonECS: [
    { usageType: "EU-Fargate-vCPU-Hours:perCPU", PricePerUnit: "0.0404800000" },
    { usageType: "EU-Fargate-GB-Hours", PricePerUnit: "0.0044450000" },
    { usageType: "EU-Fargate-ARM-vCPU-Hours:perCPU", PricePerUnit: "0.0323800000" },
    { usageType: "EU-Fargate-ARM-GB-Hours", PricePerUnit: "0.0035600000" },
    { usageType: "EU-Fargate-Windows-vCPU-Hours:perCPU", PricePerUnit: "0.0914800000" },
  ],
  AWSELB: [
    { "Product Family": "Load Balancer-Application", usageType: "EU-LoadBalancerUsage", PricePerUnit: "0.0252000000" },
    {
      "Product Family": "Load Balancer-Application",
      usageType: "EU-TS-LoadBalancerUsage",
      PricePerUnit: "0.0056000000",
    },
    {
      "Product Family": "Load Balancer-Application",
      usageType: "EU-Outposts-LoadBalancerUsage",
      PricePerUnit: "0.0250000000",
    },
    { "Product Family": "Load Balancer-Network", usageType: "EU-LoadBalancerUsage", PricePerUnit: "0.0999000000" },
  ],
  awskms: [{ usageType: "eu-west-1-KMS-Keys", PricePerUnit: "1.0000000000" }],
  AWSSecretsManager: [{ usageType: "EUW1-AWSSecretsManager-Secrets", PricePerUnit: "0.4000000000" }],
  AmazonCloudWatch: [
    { usageType: "EU-CW:AlarmMonitorUsage", PricePerUnit: "0.0000000000" },
    { usageType: "EU-CW:AlarmMonitorUsage", PricePerUnit: "0.1000000000" },
    { usageType: "EU-CW:MetricMonitorUsage", PricePerUnit: "0.3000000000" },
    { usageType: "EU-CW:MetricMonitorUsage", PricePerUnit: "0.1000000000", StartingRange: "10000" },
  ],
  awswaf: [
    { usageType: "EUW1-WebACLV2", PricePerUnit: "5.0000000000" },
    { usageType: "EUW1-RuleV2", PricePerUnit: "1.0000000000" },
  ],
};

/** The recorded answers, by path. */
export function priceListAnswers(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(ROWS).flatMap(([offer, rows]) => {
      const version = `/offers/v1.0/aws/${offer}/20260912225308/eu-west-1`;
      const index = {
        regions: { "eu-west-1": { regionCode: "eu-west-1", currentVersionUrl: `${version}/index.json` } },
      };
      return [
        [`/offers/v1.0/aws/${offer}/current/region_index.json`, JSON.stringify(index)],
        [`${version}/index.csv`, offerFile(offer, rows)],
      ];
    }),
  );
}

function offerFile(offer: string, rows: readonly Row[]): string {
  const columns = COLUMNS.split(",");
  const standard: Row = { TermType: "OnDemand", StartingRange: "0", Currency: "USD", "Region Code": "eu-west-1" };
  return [
    ["FormatVersion", "v1.0"],
    ["Disclaimer", 'This pricing list is for "informational" purposes only.'],
    ["Publication Date", "2026-09-12T22:53:08Z"],
    ["Version", "20260912225308"],
    ["OfferCode", offer],
    columns,
    ...rows.map((row, index) =>
      columns.map((column) => row[column] ?? standard[column] ?? (column === "SKU" ? `${index}` : "")),
    ),
  ]
    .map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(","))
    .join("\n");
}
