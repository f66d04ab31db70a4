/** The label of a value among a definition's choices; a value that is no longer among them is its own label. */
export function labelOf(options: { value: string; label: string }[] | undefined, value: string): string {
  return options?.find((one) => one.value === value)?.label ?? value
}
