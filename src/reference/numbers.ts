/** How tags spell the versions of CUDA, cuDNN, TensorRT, gcc and Python. Each returns null for what it does not know. */

const dotted = /^[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}$/;

/** `11.2`, `11.2.2` as written; `118` is 11.8 and `130` 13.0 (two digits, then one); `92` is 9.2; `11` stays a major. */
export function readCuda(digits: string): string | null {
  if (!dotted.test(digits)) return null;
  if (digits.includes('.') || digits.length === 1) return digits;
  if (digits.length === 3)
    return digits.charCodeAt(0) === 49 ? `${digits.slice(0, 2)}.${digits.slice(2)}` : null;
  if (digits.length !== 2) return null;
  return digits.charCodeAt(0) === 49 ? digits : `${digits.charAt(0)}.${digits.charAt(1)}`;
}

/** Kept at the depth that is written: `8`, `8.2`, `8.2.1`, `9.13`. Undotted runs (`841`) are not cut up. */
export function readDepth(digits: string): string | null {
  if (!dotted.test(digits)) return null;
  return digits.includes('.') || digits.length === 1 || (digits.length === 2 && digits.charCodeAt(0) === 49)
    ? digits
    : null;
}

/** `82` is 8.2, `54` 5.4, `482` 4.8.2; `8`, `11` are majors; `122` is 12.2. */
export function readGcc(digits: string): string | null {
  if (!dotted.test(digits)) return null;
  if (digits.includes('.') || digits.length === 1) return digits;
  const twoDigitMajor = digits.charCodeAt(0) === 49;
  if (digits.length === 2) return twoDigitMajor ? digits : `${digits.charAt(0)}.${digits.charAt(1)}`;
  if (digits.length !== 3) return null;
  return twoDigitMajor
    ? `${digits.slice(0, 2)}.${digits.slice(2)}`
    : `${digits.charAt(0)}.${digits.charAt(1)}.${digits.charAt(2)}`;
}

/** `37` is 3.7, `310` 3.10 (never 31.0), `3` the major alone, `3.10` as written. */
export function readPython(digits: string): string | null {
  if (!dotted.test(digits)) return null;
  if (digits.includes('.') || digits.length === 1) return digits;
  return digits.length <= 3 ? `${digits.charAt(0)}.${digits.slice(1)}` : null;
}

/** `post118` names the CUDA of a wheel. */
export function readPost(digits: string): string | null {
  return digits.length === 3 ? readCuda(digits) : null;
}
