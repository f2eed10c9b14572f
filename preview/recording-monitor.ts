import * as providerProto from "@pulumi/pulumi/proto/provider_pb";
import * as resourceProto from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { lookUp } from "./cloud/functions";
import { computeOutputs, hashOf } from "./cloud/resources";
import type { PreviewedResource } from "./document";
import { reveal, secretValue, unwrap } from "./values";

/** Outputs of a stack in wire form, with secrets marked. */
export type StackState = Readonly<Record<string, unknown>>;

type Reply<T> = (error: unknown, reply?: T) => void;

const ROOT_TYPE = "pulumi:pulumi:Stack";
const REFERENCE_TYPE = "pulumi:pulumi:StackReference";

/**
 * Replaces the engine while the program of one stack runs. Unlike Pulumi's mock monitor, it records URNs, parents, dependencies,
 * protection and secrets.
 */
export class RecordingMonitor {
  readonly registered: PreviewedResource[] = [];
  /** The stack's outputs. */
  outputs: StackState = {};

  private readonly states = new Map<string, { urn: string; id: string; state: StackState }>();

  /**
   * @param project the project's name
   * @param stack the stack's name
   * @param others outputs of the stacks that ran before, by stack name
   */
  constructor(
    private readonly project: string,
    private readonly stack: string,
    private readonly others: ReadonlyMap<string, StackState>,
  ) {}

  /** A URN as the engine forms it, with the types of all parents except the stack. */
  private newUrn(parent: string, type: string, name: string): string {
    const parentType = parent ? (parent.split("::")[2] ?? "") : ROOT_TYPE;
    const qualified = parentType === ROOT_TYPE ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.stack}::${this.project}::${qualified}::${name}`;
  }

  async invoke(request: resourceProto.ResourceInvokeRequest, reply: Reply<providerProto.InvokeResponse>) {
    await answer(reply, () => {
      const inputs = plain(request.getArgs());
      const response = new providerProto.InvokeResponse();
      response.setReturn(
        new LocalStruct(
          request.getTok() === "pulumi:pulumi:getResource"
            ? this.stateOf(inputs.urn)
            : lookUp(request.getTok(), inputs),
        ),
      );
      return response;
    });
  }

  async readResource(request: resourceProto.ReadResourceRequest, reply: Reply<resourceProto.ReadResourceResponse>) {
    await answer(reply, () => {
      if (request.getType() !== REFERENCE_TYPE) {
        throw new Error(
          `preview: the program reads a resource of type ${request.getType()}, which the preview does not support`,
        );
      }
      const name = String(plain(request.getProperties()).name);
      const outputs = this.others.get(name.split("/").at(-1) ?? "");
      if (!outputs)
        throw new Error(`preview: stack ${this.stack} reads the outputs of stack ${name}, which runs after it`);
      const urn = this.newUrn(request.getParent(), request.getType(), request.getName());
      const response = new resourceProto.ReadResourceResponse();
      response.setUrn(urn);
      response.setProperties(new LocalStruct({ name, outputs, secretOutputNames: [] }));
      this.registered.push({
        urn,
        type: request.getType(),
        name: request.getName(),
        region: null,
        parent: request.getParent() || null,
        inputs: { name },
        dependencies: request.getDependenciesList(),
        propertyDependencies: {},
        protect: false,
      });
      return response;
    });
  }

  async registerResource(
    request: resourceProto.RegisterResourceRequest,
    reply: Reply<resourceProto.RegisterResourceResponse>,
  ) {
    await answer(reply, () => {
      const type = request.getType();
      const name = request.getName();
      const urn = this.newUrn(request.getParent(), type, name);
      if (this.states.has(urn)) throw new Error(`duplicate resource URN '${urn}'; try giving it a unique name`);
      const inputs = (request.getObject()?.toJavaScript() ?? {}) as StackState;
      const region = this.regionOf(request, inputs);
      const real = request.getCustom() || request.getRemote();
      const {
        secret = [],
        id = "",
        ...computed
      } = real
        ? computeOutputs({ type, name, inputs: unwrap(inputs) as StackState, region: region ?? "", hash: hashOf(urn) })
        : {};
      const marked = Object.entries(computed).map(([key, value]) => [
        key,
        secret.includes(key) ? secretValue(value) : value,
      ]);
      const state = { ...Object.fromEntries(marked), ...inputs };
      this.states.set(urn, { urn, id, state });
      this.registered.push({
        urn,
        type,
        name,
        region,
        parent: request.getParent() || null,
        inputs: reveal(inputs) as Record<string, unknown>,
        dependencies: [...request.getDependenciesList()].sort(),
        propertyDependencies: Object.fromEntries(
          request
            .getPropertydependenciesMap()
            .toArray()
            .map(([key]) => [key, [...(request.getPropertydependenciesMap().get(key)?.getUrnsList() ?? [])].sort()]),
        ),
        protect: request.getProtect() ?? false,
      });
      const response = new resourceProto.RegisterResourceResponse();
      response.setUrn(urn);
      response.setId(id);
      response.setObject(new LocalStruct(state));
      return response;
    });
  }

  registerResourceOutputs(request: resourceProto.RegisterResourceOutputsRequest, reply: Reply<object>) {
    const [, , type] = request.getUrn().split("::");
    if (type === ROOT_TYPE) this.outputs = (request.getOutputs()?.toJavaScript() ?? {}) as StackState;
    reply(null, {});
  }

  /** Every feature except output values as inputs. */
  supportsFeature(request: resourceProto.SupportsFeatureRequest, reply: Reply<{ getHassupport(): boolean }>) {
    reply(null, { getHassupport: () => request.getId() !== "outputValues" });
  }

  registerPackage(_request: unknown, reply: Reply<resourceProto.RegisterPackageResponse>) {
    const response = new resourceProto.RegisterPackageResponse();
    response.setRef("preview");
    reply(null, response);
  }

  /** The resource's `region` input, or the region of its provider. */
  private regionOf(request: resourceProto.RegisterResourceRequest, inputs: StackState): string | null {
    const own = unwrap(inputs.region);
    if (typeof own === "string") return own;
    if (!request.getCustom()) return null;
    const provider = request.getProvider().split("::").slice(0, 4).join("::");
    const region = this.states.get(provider)?.state.region;
    return typeof region === "string" ? region : null;
  }

  private stateOf(urn: unknown) {
    const state = this.states.get(String(urn));
    if (!state) throw new Error(`unknown resource ${urn}`);
    return state;
  }
}

async function answer<T>(reply: Reply<T>, respond: () => T): Promise<void> {
  let response: T;
  try {
    response = respond();
  } catch (error) {
    // The SDK prints the `details` of a gRPC error.
    const details = error instanceof Error ? error.message : String(error);
    reply(Object.assign(new Error(details), { details }));
    return;
  }
  reply(null, response);
}

function plain(message: Struct | undefined): Readonly<Record<string, unknown>> {
  return unwrap(message?.toJavaScript() ?? {}) as Readonly<Record<string, unknown>>;
}

/** A message that stays in this process, so that its value is not converted to wire form and back. */
class LocalStruct extends Struct {
  constructor(private readonly value: object) {
    super();
  }

  override toJavaScript() {
    return this.value as ReturnType<Struct["toJavaScript"]>;
  }
}
