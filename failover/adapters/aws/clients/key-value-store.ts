import { CloudFrontKeyValueStoreClient } from "@aws-sdk/client-cloudfront-keyvaluestore";
// The client signs for all regions at once, as the store requires, only if this package is loaded.
import "@aws-sdk/signature-v4a";
import { perRegion } from "./per-region";

export const keyValueStoreClient = perRegion((settings) => new CloudFrontKeyValueStoreClient(settings));
