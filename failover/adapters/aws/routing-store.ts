import {
  type CloudFrontKeyValueStoreClient,
  DescribeKeyValueStoreCommand,
  GetKeyCommand,
  PutKeyCommand,
} from "@aws-sdk/client-cloudfront-keyvaluestore";
import { EDGE_STATE_KEY, mayReplace, parseEdgeState } from "../../protocol/edge-state";
import { type EdgePort, StaleEpoch } from "../../protocol/ports";
import type { EdgeState } from "../../protocol/types";
import { bounded, isError } from "./bounded";

/** The edge's state as one key of a CloudFront KeyValueStore. */
export class CloudFrontRoutingStore implements EdgePort {
  constructor(
    private readonly routingStoreArn: string,
    private readonly client: CloudFrontKeyValueStoreClient,
  ) {}

  async read(): Promise<EdgeState | null> {
    try {
      const { Value } = await bounded((options) =>
        this.client.send(new GetKeyCommand({ KvsARN: this.routingStoreArn, Key: EDGE_STATE_KEY }), options),
      );
      return parseEdgeState(Value);
    } catch (error) {
      if (isError(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  }

  async write(state: EdgeState): Promise<void> {
    // The ETag is read before the key: a change in between makes the write fail, and the caller tries again.
    const { ETag } = await bounded((options) =>
      this.client.send(new DescribeKeyValueStoreCommand({ KvsARN: this.routingStoreArn }), options),
    );
    const current = await this.read();
    if (!mayReplace(current, state)) {
      throw new StaleEpoch(
        `edge: ${describe(state)} may not replace ${current ? describe(current) : "nothing"}; a later change is there`,
      );
    }
    const Value = JSON.stringify(state);
    await bounded((options) =>
      this.client.send(
        new PutKeyCommand({ KvsARN: this.routingStoreArn, Key: EDGE_STATE_KEY, Value, IfMatch: ETag }),
        options,
      ),
    );
  }
}

function describe({ active, epoch, writes }: EdgeState): string {
  return `epoch ${epoch} of ${active} with writes ${writes}`;
}
