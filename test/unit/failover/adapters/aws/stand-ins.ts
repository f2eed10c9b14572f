import { DEFAULTS } from "../../../../../config/defaults";
import { failoverSettings } from "../../../../../config/failover-settings";
import type { AwsClients } from "../../../../../failover/adapters/aws/clients";
import type { Update } from "../../../../../failover/adapters/aws/single-table";
import type { TableClient } from "../../../../../failover/adapters/aws/table-client";
import type { Deployment } from "../../../../../failover/deployment";
import type { Item } from "../../../../../failover/protocol/lease-item";
import type { ItemKey } from "../../../../../failover/protocol/lease-keys";
import type { LeasePort } from "../../../../../failover/protocol/ports";
import { leaseOf } from "../../../../support/leases";

/** What a client is asked, and what it answers, by the command's name without "Command". */
export type Answers = Record<string, (input: Record<string, unknown>, region: string) => unknown>;

/** Clients of every service that answer from a table, and keep what they were asked. */
export function standInClients(answers: Answers) {
  const asked: { region: string; command: string; input: Record<string, unknown> }[] = [];
  const sent = new WeakSet<object>();
  const clientOf = (region: string) => ({
    async send(command: { input: Record<string, unknown> }) {
      const name = command.constructor.name.replace(/Command$/, "");
      // Clients add plugins to a command, and that of S3 control only once.
      if (sent.has(command)) throw new Error(`stand-in client: ${name} was sent twice; make a command for each call`);
      sent.add(command);
      asked.push({ region, command: name, input: command.input });
      const answer = answers[name];
      if (!answer) throw new Error(`stand-in client: no answer for ${name}`);
      return answer(command.input, region);
    },
  });
  const services =
    "acm applicationAutoScaling autoScaling cloudwatch dynamodb ec2 ecr ecs keyValueStore lambda rds s3Control secretsManager serviceQuotas sns sts".split(
      " ",
    );
  const clients = Object.fromEntries(services.map((service) => [service, clientOf])) as unknown as AwsClients;
  return { asked, clients };
}

/** An error as services name theirs. */
export function serviceError(name: string, message = "as the service says it"): Error {
  return Object.assign(new Error(message), { name });
}

/** A lease table that holds what it is given, and keeps the updates it was asked for. */
export function standInTable(items: Record<string, Item>, onUpdate: (key: ItemKey, update: Update) => void = () => {}) {
  const updates: { pk: string; update: Update }[] = [];
  const table: Pick<TableClient, "get" | "update"> = {
    get: async ({ pk }) => items[pk] ?? null,
    update: async (key, update) => {
      updates.push({ pk: key.pk, update });
      onUpdate(key, update);
    },
  };
  return { table: table as TableClient, updates };
}

/** A lease of this epoch, as far as a guard looks at it. */
export function leaseAt(epoch: number): Pick<LeasePort, "read"> {
  return { read: async () => leaseOf("us-east-1", { epoch }) };
}

const accessPointArn = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";

/** Two regions; us-west-1 knows its own resources, as its controller does. */
export const deployment: Deployment = {
  regions: {
    "us-east-1": { cidr: "10.10.0.0/16" },
    "us-west-1": {
      cidr: "10.20.0.0/16",
      resources: {
        databaseIdentifier: "app-us-west-1-g1",
        databaseInstances: { active: 2, engine: "aurora-postgresql", class: "db.r6g.large", parameterGroup: "app" },
        groups: [
          { name: "web", active: { minimum: 2, desired: 4 } },
          { name: "application", active: { minimum: 2, desired: 4 } },
        ],
        alarmTopicArn: "arn:aws:sns:us-west-1:123456789012:alarms",
      },
    },
  },
  project: "redoubt",
  leaseTableName: "lease",
  leaseRegions: ["us-east-1", "us-east-2", "us-west-2"],
  secretArns: { "us-west-1": "arn:aws:secretsmanager:us-west-1:123456789012:secret:database" },
  accessPointArn,
  routingStoreArn: "arn:aws:cloudfront::123456789012:key-value-store/0a1b",
  sentinelFunctionName: "redoubt-sentinel",
  url: "https://example.com",
  databasePort: 5432,
  settings: failoverSettings(DEFAULTS),
};
