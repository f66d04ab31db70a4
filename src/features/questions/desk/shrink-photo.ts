/** As large as pictures of questions are kept; the server makes it sure. */
const edge = 1200
const sizeAtMost = 500 * 1024

/** A photograph as it comes from a telephone, made small enough to send; anything else as it is. */
export async function shrinkPhoto(file: File): Promise<Blob> {
  if (file.size <= sizeAtMost || file.type === 'image/svg+xml') return file
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const context = canvas.getContext('2d')!
  // A JPEG has no transparent places.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.85))
}
