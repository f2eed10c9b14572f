import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface HttpsListenerArgs {
  readonly region: string;
  readonly loadBalancerArn: pulumi.Input<string>;
  readonly targetGroupArn: pulumi.Input<string>;
  readonly certificateArn: pulumi.Input<string>;
  /**
   * Requests whose x-origin-verify header has another value get 403. Secret.
   * @default every request is forwarded
   */
  readonly originVerify?: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: HttpsListenerTransform;
}

/** Changes the arguments of a listener's resources. */
export interface HttpsListenerTransform {
  readonly listener?: Transform<lb.ListenerArgs>;
  readonly originRule?: Transform<lb.ListenerRuleArgs>;
}

/** A listener and the rule that recognizes requests from the edge. */
export interface HttpsListener {
  readonly listener: lb.Listener;
  /** Absent where every request is forwarded. */
  readonly originRule?: lb.ListenerRule;
}

/** Header by which CloudFront proves to a load balancer that a request came through the edge. */
export const ORIGIN_VERIFY_HEADER = "x-origin-verify";

/** TLS 1.3, and 1.2 for clients without it, such as CloudFront's connections to origins. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** A listener on port 443 that forwards to a target group, or only requests from the edge where `originVerify` is given. */
export function httpsListener(name: string, args: HttpsListenerArgs, parent: pulumi.Resource): HttpsListener {
  const { certificateArn, loadBalancerArn, originVerify, region, tags, targetGroupArn, transform } = args;
  const forward = { type: "forward", targetGroupArn };
  const refuse = {
    type: "fixed-response",
    fixedResponse: { statusCode: "403", contentType: "text/plain", messageBody: "Requests come through the edge.\n" },
  };
  const listener = new lb.Listener(
    ...transformed<lb.ListenerArgs>(
      transform?.listener,
      name,
      {
        region,
        loadBalancerArn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: TLS_POLICY,
        certificateArn,
        defaultActions: [originVerify === undefined ? forward : refuse],
        tags: named(tags, name),
      },
      { parent },
    ),
  );
  if (originVerify === undefined) return { listener };
  const originRule = new lb.ListenerRule(
    ...transformed<lb.ListenerRuleArgs>(
      transform?.originRule,
      `${name}-from-edge`,
      {
        region,
        listenerArn: listener.arn,
        priority: 1,
        conditions: [{ httpHeader: { httpHeaderName: ORIGIN_VERIFY_HEADER, values: [pulumi.secret(originVerify)] } }],
        actions: [forward],
        tags: named(tags, `${name}-from-edge`),
      },
      { parent },
    ),
  );
  return { listener, originRule };
}
