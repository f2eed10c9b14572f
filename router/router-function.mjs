import cf from "cloudfront";

const regions = __REGIONS__;
const deployed = __DEPLOYED__;
const failoverCodes = __FAILOVER_CODES__;

// Runs at CloudFront's edges on every viewer request, in the subset of JavaScript that cloudfront-js-2.0 documents: no
// destructuring, spread, classes, optional chaining or promise combinators. Whatever goes wrong, the request goes on.
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
    const isRead = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
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
    // The behaviour's own origin, that of the region active at deployment, takes the request.
    console.log(`redoubt router: ${error}`);
  }
  return request;
}

// What the store says, or what was so at deployment where it says nothing that can be followed.
async function currentState() {
  try {
    const state = await cf.kvs().get("__KEY__", { format: "json" });
    if (isState(state)) return state;
    console.log(`redoubt router: not a state: ${JSON.stringify(state)}`);
  } catch (error) {
    console.log(`redoubt router: store not read: ${error}`);
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
