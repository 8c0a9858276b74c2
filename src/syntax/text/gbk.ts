/**
 * Whether every byte beyond ASCII is half of a pair as GBK writes them (lead 0x81–0xFE, trail 0x40–0xFE without 0x7F):
 * a guess for the hint of a message, nothing more.
 */
export function looksLikeGbk(bytes: Uint8Array): boolean {
  let pairs = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff) return false;
    pairs++;
    i++;
  }
  return pairs > 0;
}
