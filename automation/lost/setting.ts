import { parseConfig, type RedoubtConfig } from "../../config/parse";
import type { Project } from "../../preview/project";

/**
 * The setting for lost regions, which replaces that of the project's file.
 * @param lost regions in addition to those in the file
 * @returns empty where the file has them all
 */
export function lostSetting(project: Project, lost: readonly string[] = []): Record<string, string> {
  if (lost.length === 0) return {};
  const configured = parseConfig(project.config()).lost;
  return { "redoubt:lost": JSON.stringify([...new Set([...configured, ...lost])]) };
}

/**
 * The configuration of a project with lost regions in addition to those in its file.
 * @throws UserError when it is invalid
 */
export function configWithLost(project: Project, lost?: readonly string[]): RedoubtConfig {
  return parseConfig({ ...project.config(), ...lostSetting(project, lost) });
}
