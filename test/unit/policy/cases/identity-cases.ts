import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const IAM_POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const identity = (statement: object): Entry[] => [[IAM_POLICY, "p", { policy: document(statement) }]];
const trust = (statement: object): Entry[] => [
  [ROLE, "r", { assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }) }],
];

/** Cases on identities and keys. */
export const IDENTITY_CASES: readonly NeighbourCase[] = [
  {
    title: "a Deny of everything",
    resources: identity({ Effect: "Deny", Action: "*", Resource: "*" }),
    no: ["iam-no-admin-statements@p", "iam-no-star-actions@p"],
  },
  {
    title: "a Deny of everything but some",
    resources: identity({ Effect: "Deny", NotAction: "iam:*", Resource: "*" }),
    no: ["iam-no-star-actions@p"],
  },
  {
    title: "administration in a role's inline policy",
    resources: [
      [
        ROLE,
        "r",
        {
          assumeRolePolicy: document({
            Effect: "Allow",
            Principal: { Service: "ec2.amazonaws.com" },
            Action: "sts:AssumeRole",
          }),
          inlinePolicies: [{ name: "x", policy: document({ Effect: "Allow", Action: "*", Resource: "*" }) }],
        },
      ],
    ],
    yes: ["iam-no-admin-statements@r"],
  },
  {
    title: "AdministratorAccess in GovCloud, attached exclusively",
    resources: [
      [
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        "a",
        { roleName: "r", policyArns: ["arn:aws-us-gov:iam::aws:policy/AdministratorAccess"] },
      ],
    ],
    yes: ["iam-no-admin-managed-policy@a"],
  },
  {
    title: "a role for every account, under an external id only",
    resources: trust({ Principal: { AWS: "*" }, Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
    yes: ["iam-role-not-assumable-by-all@r"],
  },
  {
    title: "a role for every account of an organization",
    resources: trust({ Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    no: ["iam-role-not-assumable-by-all@r"],
  },
  {
    title: "a key in a custom key store cannot rotate",
    resources: [["aws:kms/key:Key", "k", { customKeyStoreId: "cks-1" }]],
    no: ["kms-key-rotation@k"],
  },
  {
    title: "a symmetric key that does not rotate",
    resources: [["aws:kms/key:Key", "k", {}]],
    yes: ["kms-key-rotation@k"],
  },
  {
    title: "a key policy for everybody through one service",
    resources: [
      [
        "aws:kms/key:Key",
        "k",
        {
          enableKeyRotation: true,
          policy: document({
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "kms:*",
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
          }),
        },
      ],
    ],
    yes: ["kms-key-policy-not-public@k"],
  },
];
