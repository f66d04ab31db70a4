/** Sizes of the stem's text in parts of the screen's width; options are a little smaller. */
const sizes = [3.6, 3.2, 2.8, 2.4, 2.1, 1.8, 1.65, 1.5, 1.35, 1.2]
const optionShare = 0.86
const lineHeight = 1.35
/** What is left between head and the line that says who answers, in the same parts. */
const room = 25
/** How wide stem, an option on a line of its own and one of two on a line may be; a picture takes its place beside them. */
const alone = { stem: 83, option: 88, half: 40 }
const besidePicture = { stem: 50, option: 54, half: 24 }

/** The largest size at which stem and options are seen whole. Chinese text: a character is as wide as it is high. */
export function chooseSize(
  stem: string,
  options: readonly string[],
  { wide, beside }: { wide: boolean; beside: boolean },
): number {
  const widths = beside ? besidePicture : alone
  const lines = (text: string, size: number, width: number) => Math.ceil((text.length * size) / width)
  const height = (size: number) => {
    const option = size * optionShare
    const width = wide ? widths.option : widths.half
    const rows = options.map((text) => lines(text, option, width) * option * lineHeight + 1.9)
    const stacked = wide
      ? rows.reduce((sum, row) => sum + row, 0)
      : rows.reduce((sum, row, index) => sum + (index % 2 === 0 ? Math.max(row, rows[index + 1] ?? 0) : 0), 0)
    return lines(stem, size, widths.stem) * size * lineHeight + 1 + stacked
  }
  return sizes.find((size) => height(size) <= room) ?? sizes.at(-1)!
}
