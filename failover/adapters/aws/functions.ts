import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { bounded } from "./bounded";

/**
 * Calls a Lambda function and returns its result.
 * @param seconds time limit of the call
 * @throws Error with the function's message when it fails; Refused when the caller lacks the permission
 */
export async function invoke(
  client: LambdaClient,
  functionName: string,
  event: object,
  seconds: number,
): Promise<unknown> {
  const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await bounded((options) => client.send(command, options), seconds);
  const text = Payload === undefined ? "null" : Buffer.from(Payload).toString();
  if (FunctionError !== undefined) throw new Error(`function ${functionName}: ${messageOf(text)}`);
  return JSON.parse(text);
}

function messageOf(text: string): string {
  try {
    const { errorMessage } = JSON.parse(text) as { errorMessage?: string };
    return errorMessage ?? text;
  } catch {
    return text;
  }
}
