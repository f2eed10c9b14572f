/**
 * Preloaded when the real engine runs on the local AWS. Its provider uses the Terraform provider's property names and drops properties
 * that @pulumi/aws names irregularly. This file renames them, and a function that the local AWS takes for another one.
 */

import * as pulumi from "@pulumi/pulumi";

type Inputs = Record<string, unknown>;

const RENAMED: Readonly<Record<string, (inputs: Inputs, name: string) => Inputs>> = {
  "aws:lambda/function:Function": (inputs, name) => ({
    ...inputs,
    // Pulumi adds a random suffix to a name that the program does not set; here the project keeps two deployments apart.
    functionName: inputs.name ?? `${name}-${pulumi.getProject()}`,
  }),
  "aws:lambda/permission:Permission": (inputs) => rename(inputs, { function: "functionName" }),
  "aws:route53/record:Record": (inputs) => rename(inputs, { aliases: "alias" }),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (inputs) => ({
    ...inputs,
    rules: (inputs.rules as Inputs[]).map((rule) =>
      rename(rule, {
        abortIncompleteMultipartUpload: "abortIncompleteMultipartUploads",
        expiration: "expirations",
        filter: "filters",
        noncurrentVersionExpiration: "noncurrentVersionExpirations",
      }),
    ),
  }),
};

function rename(inputs: Inputs, names: Readonly<Record<string, string>>): Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [names[name] ?? name, value]));
}

type Register = (
  resource: Record<string, unknown>,
  parent: unknown,
  type: string,
  name: string,
  custom: boolean,
  remote: boolean,
  newDependency: unknown,
  inputs: Inputs,
  ...rest: unknown[]
) => void;

const runtime = require("@pulumi/pulumi/runtime/resource") as { registerResource: Register };
const { registerResource } = runtime;

runtime.registerResource = (resource, parent, type, name, custom, remote, newDependency, inputs, ...rest) => {
  const known = RENAMED[type]?.(inputs, name) ?? inputs;
  registerResource(resource, parent, type, name, custom, remote, newDependency, known, ...rest);
  // The program reads the output under @pulumi/aws's name.
  if (type === "aws:lambda/function:Function") resource.name = resource.functionName;
};

/** The local AWS maps rds.getInstance to EC2's data source; the token here is one that it maps to that of DB instances. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  "aws:rds/getInstance:getInstance": "aws:odb/getDbNodes:getDbNodes",
};

const store = require("@pulumi/pulumi/runtime/state") as {
  getStore(): { settings: { options: { monitorAddr?: string } } };
};

type Invoke = (token: string, ...rest: unknown[]) => unknown;

const functions = require("@pulumi/pulumi/runtime") as { invoke: Invoke };
const { invoke } = functions;

/** Whether the program runs without the engine, as in the preview before the first deployment. */
const withoutEngine = () => store.getStore().settings.options.monitorAddr === "mock";

functions.invoke = (token, ...rest) => invoke((!withoutEngine() && FUNCTIONS[token]) || token, ...rest);
