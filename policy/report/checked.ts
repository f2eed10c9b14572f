import type { ResourceGraph } from "../../resources/resource-graph";
import type { Evaluation } from "../evaluate";
import type { Rule } from "../rule";
import type { Source } from "./source";

/** What was checked, with which rules, and the result. */
export interface Checked {
  evaluation: Evaluation;
  sources: readonly Source[];
  graph: ResourceGraph;
  rules: readonly Rule[];
  /** How many violations the baseline already contains. */
  known: number;
  /** The address of the folder with the rules' pages, where it is given. */
  helpUriBase?: string;
}
