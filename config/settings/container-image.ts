import { z } from "zod";

const REPOSITORY = "[a-z0-9]+(?:[._/-][a-z0-9]+)*";
const IMAGE = new RegExp(`^${REPOSITORY}@sha256:[0-9a-f]{64}$`);
/** A host before the repository; namespaces of repositories can contain dots as well. */
const REGISTRY = /^(?:[^/]+\.(?:com|cn|dev|io|net|org)|[^/]+:\d+|localhost)\//;

/** Name of an ECR repository. */
export const repositoryName = z
  .string()
  .regex(new RegExp(`^${REPOSITORY}$`), { error: "must be the name of an ECR repository such as shop/application" });

/**
 * An image without its registry. Every region pulls it from its own registry, so that a standby can start tasks while the other region
 * is lost; replicated images have one digest in all of them.
 */
export const containerImage = z.string().refine((image) => IMAGE.test(image) && !REGISTRY.test(image), {
  error: ({ input }) => advice(String(input)),
});

function advice(image: string): string {
  if (REGISTRY.test(image)) {
    return "leave out the registry, because every region pulls from its own: write REPOSITORY@sha256:DIGEST";
  }
  if (!image.includes("@")) return "name the image by its digest, because a tag can change: REPOSITORY@sha256:DIGEST";
  return "must be REPOSITORY@sha256: and 64 hexadecimal digits";
}
