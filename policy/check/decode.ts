import { gunzipSync } from "node:zlib";
import { UserError } from "../../errors";

/**
 * The text of a file: UTF-8, or UTF-16 as PowerShell writes it, with or without a byte order mark; compressed with gzip, as backends may
 * store state.
 * @param name the file, for messages
 * @throws UserError (exit code 2) where the bytes are none of these
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unzip(bytes, name) : bytes;
  const encoding = encodingOf(plain);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(plain);
  } catch {
    throw new UserError(`${name}: got bytes that are not ${encoding}; save the file as UTF-8`, 2);
  }
}

function encodingOf([first, second, third, fourth]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Without a byte order mark: JSON begins with two ASCII characters, whose other byte is zero.
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "utf-16be";
  return "utf-8";
}

function unzip(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new UserError(`${name}: got gzip data that cannot be read (${(error as Error).message}); export it again`, 2);
  }
}
