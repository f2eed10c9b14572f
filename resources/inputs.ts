import { Undecided } from "./three-valued";
import { isInterpolation, isSecret, isUnknown } from "./unknown";

/** A place in a resource's inputs. Reading an unknown or a secret throws Undecided: no rule passes on a value not seen. */
export class Inputs {
  /**
   * @param value the value at this place
   * @param path where it is, for messages; "" for the root
   * @param fromResource whether the property at the root of this path takes its value from another resource
   */
  constructor(
    private readonly value: unknown,
    readonly path: string,
    private readonly fromResource: (property: string) => boolean,
  ) {}

  /** The value at a dotted path, undefined where it is absent or null. A block given as a list of one is that one. */
  read(path: string): unknown {
    const found = this.raw(path);
    if (isUnknown(found) || isSecret(found) || isInterpolation(found)) throw new Undecided(this.join(path));
    return found;
  }

  /** Text at the path; absent and empty alike are undefined. */
  text(path: string): string | undefined {
    const value = this.read(path);
    if (value === undefined || value === "") return undefined;
    return typeof value === "string" ? value : String(value);
  }

  /** A boolean at the path, also where it is written as text, as launch templates have it. */
  flag(path: string): boolean | undefined {
    const value = this.read(path);
    if (typeof value === "boolean") return value;
    const text = String(value).toLowerCase();
    return text === "true" || text === "false" ? text === "true" : undefined;
  }

  /** A number at the path, also where it is written as text. */
  number(path: string): number | undefined {
    const value = this.read(path);
    if (value === undefined || value === "" || typeof value === "boolean") return undefined;
    const number = Number(value);
    return Number.isNaN(number) ? undefined : number;
  }

  /** The blocks at the path; a single one not in a list counts as a list of one. */
  list(path: string): Inputs[] {
    const value = this.read(path);
    if (value === undefined) return [];
    const items = Array.isArray(value) ? value : [value];
    return items.map((item, index) => new Inputs(item, `${this.join(path)}[${index}]`, this.fromResource));
  }

  /** The texts at the path. */
  texts(path: string): string[] {
    return this.list(path).map((item) => item.text("") ?? "");
  }

  /** The block at the path, undefined where it is absent. */
  block(path: string): Inputs | undefined {
    const value = this.read(path);
    return value === undefined ? undefined : new Inputs(value, this.join(path), this.fromResource);
  }

  /** Whether the property is set at all; its value may be unknown. */
  has(path: string): boolean {
    const value = this.raw(path);
    return value !== undefined && value !== "";
  }

  /**
   * Whether the path names something (a key, a bucket, a topic). An unknown one does when it comes from another
   * resource, whose name or ARN cannot be empty; else it is undecided.
   */
  given(path: string): boolean {
    const value = this.raw(path);
    if (value === undefined || value === "") return false;
    if (isUnknown(value) && !this.fromResource(this.join(path).split(/[.[]/)[0] ?? "")) {
      throw new Undecided(this.join(path));
    }
    return true;
  }

  /** The value at the path as it stands: it may be the mark of an unknown, or of a secret. */
  raw(path: string): unknown {
    let value: unknown = this.value;
    for (const step of path === "" ? [] : path.split(".")) {
      if (Array.isArray(value)) value = /^\d+$/.test(step) ? { [step]: value[Number(step)] } : value[0];
      // An unknown block hides whatever is below it.
      if (isUnknown(value) || isSecret(value)) return value;
      if (typeof value !== "object" || value === null) return undefined;
      value = Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
    }
    return value === null ? undefined : value;
  }

  private join(path: string): string {
    if (path === "") return this.path;
    return this.path === "" ? path : `${this.path}.${path}`;
  }
}
