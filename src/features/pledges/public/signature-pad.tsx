/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { signatureBox } from '../../certificates/signature.ts'

export type Stroke = { x: number; y: number }[]

/** A box to sign in; strokes are in the units of `signatureBox`, whatever the width of the screen. */
export function SignaturePad({
  strokes,
  onChange,
  notes,
}: {
  strokes: Stroke[]
  onChange: (strokes: Stroke[]) => void
  notes: string | undefined
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef<{ pointer: number; stroke: Stroke } | null>(null)
  useEffect(() => draw(canvas.current!, strokes), [strokes])
  useEffect(() => {
    const redraw = () => draw(canvas.current!, strokes)
    window.addEventListener('resize', redraw)
    return () => window.removeEventListener('resize', redraw)
  }, [strokes])

  function pointOf(event: PointerEvent) {
    const place = canvas.current!.getBoundingClientRect()
    return {
      x: ((event.clientX - place.left) / place.width) * signatureBox.width,
      y: ((event.clientY - place.top) / place.height) * signatureBox.height,
    }
  }
  function begin(event: PointerEvent): void {
    // One finger signs; a second one, or the palm, is not part of it.
    if (drawing.current || (event.pointerType === 'mouse' && event.button !== 0)) return
    event.preventDefault()
    canvas.current!.setPointerCapture(event.pointerId)
    drawing.current = { pointer: event.pointerId, stroke: [pointOf(event)] }
  }
  function go(event: PointerEvent): void {
    if (drawing.current?.pointer !== event.pointerId) return
    drawing.current.stroke.push(pointOf(event))
    draw(canvas.current!, [...strokes, drawing.current.stroke])
  }
  function end(event: PointerEvent): void {
    if (drawing.current?.pointer !== event.pointerId) return
    const { stroke } = drawing.current
    drawing.current = null
    onChange([...strokes, stroke])
  }
  return (
    <>
      <canvas
        ref={canvas}
        id="signature"
        class="signature-pad"
        role="img"
        tabIndex={-1}
        aria-label={`手写签名区，已写 ${strokes.length} 笔；不便手写请选“输入姓名”`}
        aria-describedby={notes}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div class="signature-tools">
        <button
          type="button"
          class="button"
          disabled={strokes.length === 0}
          onClick={() => onChange(strokes.slice(0, -1))}
        >
          撤一笔
        </button>
        <button type="button" class="button" disabled={strokes.length === 0} onClick={() => onChange([])}>
          清除重写
        </button>
      </div>
    </>
  )
}

/** Black on white in both colour schemes, as it will be on paper. */
function draw(canvas: HTMLCanvasElement, strokes: Stroke[]): void {
  const { width, height } = canvas.getBoundingClientRect()
  const sharpness = window.devicePixelRatio || 1
  canvas.width = Math.round(width * sharpness)
  canvas.height = Math.round(height * sharpness)
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(canvas.width / signatureBox.width, canvas.height / signatureBox.height)
  context.lineWidth = 9
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.strokeStyle = '#111'
  for (const [first, ...rest] of strokes) {
    if (!first) continue
    context.beginPath()
    context.moveTo(first.x, first.y)
    for (const { x, y } of rest.length > 0 ? rest : [first]) context.lineTo(x, y)
    context.stroke()
  }
}
