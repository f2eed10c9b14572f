/** The region in an ARN; undefined when the text is not an ARN or the ARN has no region. */
export function regionOfArn(text: string): string | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const region = text.split(":")[3];
  return region === "" ? undefined : region;
}
