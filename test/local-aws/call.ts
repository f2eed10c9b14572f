/**
 * Calls the local AWS for a service whose SDK client the project does not otherwise need.
 * @param scope service and region, such as ec2/us-east-1
 * @param target the operation, for protocols that name it in a header
 * @throws Error when the status is not 2xx
 */
export async function callLocalAws(
  method: string,
  path: string,
  scope: string,
  body: string,
  target?: string,
): Promise<string> {
  const query = body !== "" && !/^[<{]/.test(body);
  const answer = await fetch(new URL(path, process.env.AWS_ENDPOINT_URL), {
    method,
    body: body || undefined,
    headers: {
      authorization: authorization(scope),
      ...(query && { "content-type": "application/x-www-form-urlencoded" }),
      ...(target && { "content-type": "application/x-amz-json-1.1", "x-amz-target": target }),
    },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: got ${answer.status} ${text.slice(0, 300)}`);
  return text;
}

/** The header from which the local AWS takes service and region; the signature is not checked. */
export function authorization(scope: string): string {
  const [service, region] = scope.split("/");
  return `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=x`;
}
