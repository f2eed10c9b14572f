import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { bounded, isError } from "./bounded";
import { sfnClient } from "./clients/sfn";

/** A finished execution. */
export interface EndedExecution {
  readonly succeeded: boolean;
  /** Name of the state machine's error (failover/controller/definition.ts), or of Step Functions. */
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** A region's failover state machine. */
export class StateMachine {
  /** @param client replaces AWS in tests */
  constructor(
    private readonly arn: string,
    private readonly client: Pick<SFNClient, "send"> = sfnClient(arn.split(":")[3] ?? ""),
  ) {}

  /**
   * Starts an execution. Step Functions reserves its name for 90 days.
   * @returns ARN of the execution; undefined when one of this name exists already
   */
  async start(name: string, input: object): Promise<string | undefined> {
    const command = new StartExecutionCommand({ stateMachineArn: this.arn, name, input: JSON.stringify(input) });
    try {
      return (await bounded((options) => this.client.send(command, options))).executionArn;
    } catch (error) {
      if (isError(error, "ExecutionAlreadyExists")) return undefined;
      throw error;
    }
  }

  /** Whether an execution is running. */
  async isRunning(): Promise<boolean> {
    const command = new ListExecutionsCommand({ stateMachineArn: this.arn, statusFilter: "RUNNING", maxResults: 1 });
    const { executions = [] } = await bounded((options) => this.client.send(command, options));
    return executions.length > 0;
  }

  /** The result of an execution; undefined while it is running. */
  async ended(executionArn: string): Promise<EndedExecution | undefined> {
    const command = new DescribeExecutionCommand({ executionArn });
    const { status, error, cause } = await bounded((options) => this.client.send(command, options));
    if (status === "RUNNING" || status === "PENDING_REDRIVE") return undefined;
    return { succeeded: status === "SUCCEEDED", error, cause };
  }
}
