/** Takes regions of the local AWS away, or ends every outage with {}. */
export async function outage(body: {
  readonly regions?: readonly string[];
  readonly services?: readonly string[];
  readonly mode?: "hang" | "refuse" | "error";
}): Promise<void> {
  await fetch(new URL("/local-aws/outage", process.env.AWS_ENDPOINT_URL), {
    method: "POST",
    body: JSON.stringify(body),
  });
}
