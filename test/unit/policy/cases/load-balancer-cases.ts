import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const LISTENER = "aws:lb/listener:Listener";
const listener = (inputs: object): Entry[] => [
  [LISTENER, "l", { loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/x/1", ...inputs }],
];

/** Cases on load balancers. */
export const LOAD_BALANCER_CASES: readonly NeighbourCase[] = [
  {
    title: "an HTTP listener that forwards",
    resources: listener({ protocol: "HTTP", port: 80, defaultActions: [{ type: "forward", targetGroupArn: "t" }] }),
    yes: ["lb-listener-https@l"],
    no: ["lb-listener-tls12@l"],
  },
  {
    title: "a redirect that keeps the protocol, as #{protocol}",
    resources: listener({
      protocol: "HTTP",
      port: 80,
      defaultActions: [
        { type: "redirect", redirect: { protocol: "#{protocol}", port: "443", statusCode: "HTTP_301" } },
      ],
    }),
    yes: ["lb-listener-https@l"],
  },
  {
    title: "an NLB's TLS listener with an old policy",
    resources: listener({
      protocol: "TLS",
      port: 443,
      sslPolicy: "ELBSecurityPolicy-2016-08",
      defaultActions: [{ type: "forward" }],
    }),
    yes: ["lb-listener-tls12@l"],
    no: ["lb-listener-https@l"],
  },
  {
    title: "an NLB's UDP listener",
    resources: listener({ protocol: "UDP", port: 53, defaultActions: [{ type: "forward" }] }),
    no: ["lb-listener-https@l", "lb-listener-tls12@l"],
  },
  {
    title: "a post-quantum policy with TLS 1.3 and 1.2",
    resources: listener({
      protocol: "HTTPS",
      port: 443,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: [{ type: "forward" }],
    }),
    no: ["lb-listener-tls12@l"],
  },
  {
    title: "a network load balancer needs no web ACL and drops no headers",
    resources: [["aws:lb/loadBalancer:LoadBalancer", "n", { loadBalancerType: "network", subnets: ["a", "b"] }]],
    no: ["lb-behind-waf@n", "lb-drops-invalid-headers@n"],
    yes: ["lb-cross-zone@n"],
  },
];
