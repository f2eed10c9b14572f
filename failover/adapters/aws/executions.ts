import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { bounded, isError } from "./bounded";
import { sfnClient } from "./clients/sfn";

/**
 * Starts an execution of a state machine. The name of an execution stays reserved for 90 days (Step Functions API, StartExecution).
 * @returns false when an execution of this name exists already
 */
export async function startExecution(stateMachineArn: string, name: string, input: object): Promise<boolean> {
  const client = sfnClient(stateMachineArn.split(":")[3] ?? "");
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  try {
    await bounded((options) => client.send(command, options));
    return true;
  } catch (error) {
    if (isError(error, "ExecutionAlreadyExists")) return false;
    throw error;
  }
}
