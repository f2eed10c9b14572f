import { randomBytes } from "node:crypto";
import { callLocalAws } from "../local-aws/call";

/** Pushes a new image to a region's registry, and returns its digest. */
export async function push(region: string, repositoryName: string): Promise<string> {
  const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
  const blob = () => ({ digest: `sha256:${randomBytes(32).toString("hex")}`, size: 1, mediaType });
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, config: blob(), layers: [blob()] });
  const body = JSON.stringify({ repositoryName, imageManifest, imageTag: "1" });
  const target = "AmazonEC2ContainerRegistry_V20150921.PutImage";
  const answer = await callLocalAws("POST", "/", `ecr/${region}`, body, target);
  return (JSON.parse(answer) as { image: { imageId: { imageDigest: string } } }).image.imageId.imageDigest;
}
