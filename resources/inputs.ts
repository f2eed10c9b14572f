import { textOf } from "./text-of";
import { Undecided } from "./three-valued";
import { isInterpolation, isSecret, isUnknown } from "./unknown";

/** A location in a resource's inputs. Reading an unknown or a secret throws Undecided: no rule passes on a value it has not seen. */
export class Inputs {
  /**
   * @param value the value at this location
   * @param path the location, for messages; "" for the root
   * @param fromResource whether the property at the root of this path takes its value from another resource
   * @param outputs what the provider reported at this location; undefined where nothing is known
   */
  constructor(
    private readonly value: unknown,
    readonly path: string,
    private readonly fromResource: (property: string) => boolean,
    private readonly outputs?: unknown,
  ) {}

  /** The value at a dotted path, undefined where it is absent or null. A block given as a list of one is that one. */
  read(path: string): unknown {
    const found = this.raw(path);
    if (isUnknown(found) || isSecret(found) || isInterpolation(found)) throw new Undecided(this.join(path));
    return found;
  }

  /**
   * The setting in force at a path: the input, or what the provider reported where the program sets none, such as the encryption that
   * a database has from its snapshot.
   */
  private inForce(path: string): unknown {
    const value = this.read(path);
    if (value !== undefined || this.outputs === undefined) return value;
    const reported = valueAt(this.outputs, path);
    return isUnknown(reported) || isSecret(reported) || reported === "" ? undefined : reported;
  }

  /** Text in force at the path; absent and empty alike are undefined. */
  text(path: string): string | undefined {
    const value = this.inForce(path);
    if (value === undefined || value === "") return undefined;
    return textOf(value);
  }

  /** A boolean in force at the path, also where it is written as text, as launch templates have it. */
  flag(path: string): boolean | undefined {
    const value = this.inForce(path);
    if (typeof value === "boolean") return value;
    const text = textOf(value).toLowerCase();
    return text === "true" || text === "false" ? text === "true" : undefined;
  }

  /** A number in force at the path, also where it is written as text. */
  number(path: string): number | undefined {
    const value = this.inForce(path);
    if (value === undefined || value === "" || typeof value === "boolean" || typeof value === "object")
      return undefined;
    const number = Number(value);
    return Number.isNaN(number) ? undefined : number;
  }

  /** The blocks at the path; a single one not in a list counts as a list of one. */
  list(path: string): Inputs[] {
    const value = this.read(path);
    if (value === undefined) return [];
    const items = Array.isArray(value) ? value : [value];
    // Of several items, which output belongs to which is not known: their order may differ.
    const reported = items.length === 1 ? valueAt(this.outputs, `${path === "" ? "" : `${path}.`}0`) : undefined;
    return items.map((item, index) => new Inputs(item, `${this.join(path)}[${index}]`, this.fromResource, reported));
  }

  /** The blocks in force at the path: the program's, or where it sets none, those that the provider reported. */
  listInForce(path: string): Inputs[] {
    if (this.read(path) !== undefined) return this.list(path);
    const reported = valueAt(this.outputs, path);
    if (reported === undefined || isUnknown(reported) || isSecret(reported)) return [];
    return [reported].flat().map((item, index) => new Inputs(item, `${this.join(path)}[${index}]`, this.fromResource));
  }

  /** The texts at the path. */
  texts(path: string): string[] {
    return this.list(path).map((item) => item.text("") ?? "");
  }

  /** The block at the path, undefined where it is absent. */
  block(path: string): Inputs | undefined {
    const value = this.read(path);
    return value === undefined
      ? undefined
      : new Inputs(value, this.join(path), this.fromResource, valueAt(this.outputs, path));
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

  /** The value at the path as it is written: it may be the mark of an unknown, or of a secret. */
  raw(path: string): unknown {
    return valueAt(this.value, path);
  }

  private join(path: string): string {
    if (path === "") return this.path;
    return this.path === "" ? path : `${this.path}.${path}`;
  }
}

/** The value at a dotted path inside a value; undefined where it is absent or null. */
function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const step of path === "" ? [] : path.split(".")) {
    if (Array.isArray(value)) value = /^\d+$/.test(step) ? { [step]: value[Number(step)] } : value[0];
    // An unknown block hides whatever is below it.
    if (isUnknown(value) || isSecret(value)) return value;
    if (typeof value !== "object" || value === null) return undefined;
    // A single block is also the first of its list.
    if (step === "0" && !Object.hasOwn(value, step)) continue;
    value = Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  }
  return value === null ? undefined : value;
}
