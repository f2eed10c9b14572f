/**
 * A call to the local AWS of a service whose client the project has no other use for.
 * @param scope service and region, such as ec2/us-east-1
 * @param target the operation, where the service's protocol names it in a header
 * @throws for an answer that is not 2xx
 */
export async function ask(method: string, path: string, scope: string, body: string, target?: string): Promise<string> {
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

/** The header that tells the local AWS service and region; nobody checks the signature. */
export function authorization(scope: string): string {
  const [service, region] = scope.split("/");
  return `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=x`;
}
