import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const QUEUE = "aws:sqs/queue:Queue";
const QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const send = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:SendMessage", Resource: "*" };
const queuePolicy = (Condition: object): Entry[] => [
  [QUEUE, "q", {}, { outputs: { sqsManagedSseEnabled: true } }],
  [QUEUE_POLICY, "p", { queueUrl: "q-1", policy: document({ ...send, Condition }) }, { from: { queueUrl: ["q"] } }],
];
const distribution = (more: object, origin: object = {}): Entry[] => [
  [
    DISTRIBUTION,
    "d",
    {
      origins: [
        {
          originId: "o",
          domainName: "app.example.com",
          customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"], ...origin },
        },
      ],
      defaultCacheBehavior: { targetOriginId: "o", viewerProtocolPolicy: "redirect-to-https" },
      ...more,
    },
  ],
];

/** Cases on CloudFront, queues and topics. */
export const EDGE_CASES: readonly NeighbourCase[] = [
  {
    title: "TLSv1.3_2025",
    resources: distribution({
      viewerCertificate: {
        acmCertificateArn: "arn:aws:acm:us-east-1:1:certificate/c",
        minimumProtocolVersion: "TLSv1.3_2025",
        sslSupportMethod: "sni-only",
      },
    }),
    no: ["cloudfront-viewer-tls12@d"],
  },
  {
    title: "TLSv1.1_2016",
    resources: distribution({
      viewerCertificate: {
        acmCertificateArn: "arn:aws:acm:us-east-1:1:certificate/c",
        minimumProtocolVersion: "TLSv1.1_2016",
        sslSupportMethod: "sni-only",
      },
    }),
    yes: ["cloudfront-viewer-tls12@d"],
  },
  {
    title: "match-viewer where every viewer is redirected to HTTPS",
    resources: distribution({}, { originProtocolPolicy: "match-viewer" }),
    no: ["cloudfront-origin-https@d"],
  },
  {
    title: "match-viewer where viewers may use HTTP",
    resources: distribution(
      { defaultCacheBehavior: { targetOriginId: "o", viewerProtocolPolicy: "allow-all" } },
      { originProtocolPolicy: "match-viewer" },
    ),
    yes: ["cloudfront-origin-https@d", "cloudfront-viewer-https@d"],
  },
  {
    title: "a bucket behind an origin access identity",
    resources: [
      [
        DISTRIBUTION,
        "d",
        {
          origins: [
            {
              originId: "o",
              domainName: "b.s3.amazonaws.com",
              s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" },
            },
          ],
          defaultCacheBehavior: { targetOriginId: "o", viewerProtocolPolicy: "https-only" },
        },
      ],
    ],
    no: ["cloudfront-origin-access@d", "cloudfront-origin-https@d"],
  },
  {
    title: "a queue for one account's topics",
    resources: queuePolicy({ ArnLike: { "aws:SourceArn": "arn:aws:sns:*:111122223333:*" } }),
    no: ["sqs-policy-not-public@*"],
  },
  {
    title: "a queue for a source account",
    resources: queuePolicy({ StringEquals: { "aws:sourceaccount": "111122223333" } }),
    no: ["sqs-policy-not-public@*"],
  },
  {
    title: "a queue under a condition on the protocol only",
    resources: queuePolicy({ Bool: { "aws:SecureTransport": "true" } }),
    yes: ["sqs-policy-not-public@p"],
  },
  {
    title: "a queue for everybody but one account",
    resources: queuePolicy({ StringNotEquals: { "aws:SourceAccount": "111122223333" } }),
    yes: ["sqs-policy-not-public@p"],
  },
  {
    title: "the topic policy that SNS creates",
    resources: [
      [
        "aws:sns/topicPolicy:TopicPolicy",
        "p",
        {
          arn: "arn:aws:sns:us-east-1:111122223333:t",
          policy: document({
            ...send,
            Action: ["SNS:Publish"],
            Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } },
          }),
        },
      ],
    ],
    no: ["sns-policy-not-public@p"],
  },
];
