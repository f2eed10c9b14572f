import cf from "cloudfront";

const regions = __REGIONS__;
const deployed = __DEPLOYED__;
const failoverCodes = __FAILOVER_CODES__;
const READ_METHODS = ["GET", "HEAD", "OPTIONS"];

// CloudFront runs this function on every viewer request, in the JavaScript of cloudfront-js-2.0: no destructuring, spread, classes,
// optional chaining or promise combinators. An error in here must not fail a request.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
async function handler(event) {
  const request = event.request;
  try {
    const probed = regions.find((region) => request.uri.startsWith(`__REGION_PATH__${region}/`));
    if (probed !== undefined) {
      cf.selectRequestOriginById(probed);
      return request;
    }
    const state = await currentState();
    const isRead = READ_METHODS.includes(request.method);
    if (!isRead && state.writes === "held") return held();
    const standby = regions.find((region) => region !== state.active);
    if (isRead && state.reads === "failover" && standby !== undefined) {
      cf.createRequestOriginGroup({
        originIds: [{ originId: state.active }, { originId: standby }],
        failoverCriteria: { statusCodes: failoverCodes },
      });
    } else {
      cf.selectRequestOriginById(state.active);
    }
  } catch (error) {
    // The request goes to the behaviour's own origin: the region that was active at deployment.
    console.log(`redoubt router: ${error}`);
  }
  return request;
}

// The routing store's state. If it cannot be read or is malformed, the state at deployment.
async function currentState() {
  try {
    const state = await cf.kvs().get("__KEY__", { format: "json" });
    if (isState(state)) return state;
    console.log(`redoubt router: malformed state: ${JSON.stringify(state)}`);
  } catch (error) {
    console.log(`redoubt router: routing store not read: ${error}`);
  }
  return deployed;
}

function isState(state) {
  return (
    typeof state === "object" &&
    state !== null &&
    regions.includes(state.active) &&
    (state.reads === "failover" || state.reads === "pinned") &&
    (state.writes === "open" || state.writes === "held")
  );
}

function held() {
  return {
    statusCode: 503,
    statusDescription: "Service Unavailable",
    headers: { "retry-after": { value: "__RETRY_AFTER__" }, "cache-control": { value: "no-store" } },
  };
}
