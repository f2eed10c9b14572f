/** As much of an AWS SDK client as is needed to add a middleware. */
interface Client {
  readonly config: { readonly serviceId?: string };
  readonly middlewareStack: { add(middleware: never, options: { step: "initialize"; name: string }): void };
}

type Next = (input: unknown) => Promise<unknown>;

/** Prefixes of IAM actions that are not the service's identifier in lower case and without spaces (Service Authorization Reference). */
const PREFIXES: Readonly<Record<string, string>> = {
  "Application Auto Scaling": "application-autoscaling",
  "CloudFront KeyValueStore": "cloudfront-keyvaluestore",
  "S3 Control": "s3",
  SFN: "states",
};

/** Actions that do not have the operation's name. */
const ACTIONS: Readonly<Record<string, string>> = { "lambda:Invoke": "lambda:InvokeFunction" };

/** Adds the IAM action of the command to the errors of a client, such as `dynamodb:GetItem`: not every service names it. */
export function withNamedErrors<Made extends Client>(client: Made): Made {
  const { serviceId = "" } = client.config;
  const prefix = PREFIXES[serviceId] ?? serviceId.toLowerCase().replaceAll(" ", "");
  const middleware = (next: Next, { commandName = "" }: { commandName?: string }) => {
    const action = `${prefix}:${commandName.replace(/Command$/, "")}`;
    return async (input: unknown) => {
      try {
        return await next(input);
      } catch (error) {
        throw error instanceof Error ? Object.assign(error, { action: ACTIONS[action] ?? action }) : error;
      }
    };
  };
  client.middlewareStack.add(middleware as never, { step: "initialize", name: "namedErrors" });
  return client;
}
