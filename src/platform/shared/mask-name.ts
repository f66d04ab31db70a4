/** A person's name as others see it: 王小明 → 王*. */
export function maskName(name: string): string {
  return name === '' ? '' : `${[...name][0]}*`
}
