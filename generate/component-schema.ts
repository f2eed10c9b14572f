import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import ts from "typescript";
import { description, version } from "../package.json";
import * as components from "../plugin";

const PACKAGE_NAME = "redoubt";
const PLUGIN = join(__dirname, "../plugin");

/** The schema of the components in plugin/, as Pulumi's analyzer infers it. It refuses unions and readonly arrays. */
export function renderComponentSchema(): string {
  const analyzer = new Analyzer(PLUGIN, PACKAGE_NAME, { main: "index.ts" }, new Set(Object.keys(components)));
  const { components: found, typeDefinitions, dependencies } = analyzer.analyze();
  // The analyzer keeps its program to itself; another one would take as long again.
  const described = libraryDescriptions((analyzer as unknown as { program: ts.Program }).program);
  for (const { name, inputs } of Object.values(found)) {
    for (const [key, input] of Object.entries(inputs)) input.description ??= described.get(`${name}Args.${key}`);
  }
  const schema = generateSchema(PACKAGE_NAME, version, description, found, typeDefinitions, dependencies);
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** Descriptions of arguments whose type is that of an argument of the library, `Library["key"]`, by `Interface.key`. */
function libraryDescriptions(program: ts.Program): Map<string, string> {
  const checker = program.getTypeChecker();
  const descriptions = new Map<string, string>();
  const describe = (owner: ts.InterfaceDeclaration, member: ts.TypeElement) => {
    if (!ts.isPropertySignature(member) || !member.type || !ts.isIndexedAccessTypeNode(member.type)) return;
    const key = member.name.getText();
    const source = checker.getTypeFromTypeNode(member.type.objectType).getProperty(key);
    const fallback = source?.getJsDocTags(checker).find(({ name }) => name === "default");
    const text = ts.displayPartsToString(source?.getDocumentationComment(checker));
    const standard = fallback && `Default: ${ts.displayPartsToString(fallback.text)}.`;
    const whole = [text, standard].filter(Boolean).join(" ");
    if (whole) descriptions.set(`${owner.name.text}.${key}`, whole);
  };
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(`${PLUGIN}/components/`)) continue;
    for (const node of file.statements) {
      if (ts.isInterfaceDeclaration(node)) for (const member of node.members) describe(node, member);
    }
  }
  return descriptions;
}
