import { CloudFrontKeyValueStoreClient } from "@aws-sdk/client-cloudfront-keyvaluestore";
// The store requires SigV4A signatures, which the client supports only if this package is loaded.
import "@aws-sdk/signature-v4a";
import { perRegion } from "./per-region";

export const keyValueStoreClient = perRegion((settings) => new CloudFrontKeyValueStoreClient(settings));
