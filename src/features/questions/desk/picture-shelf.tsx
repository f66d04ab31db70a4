import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import {
  type BankPicture,
  addPicture,
  listPictures,
  pictureRefused,
  sentPictureAtMost,
  showPictureToStaff,
} from '../picture-contract.ts'
import { encodeFile } from './encode-file.ts'
import { shrinkPhoto } from './shrink-photo.ts'

/** All pictures of the bank by file name, and adding one. With `onChoose` one is chosen, else the names are read off. */
export function PictureShelf({
  campaign,
  onChoose,
}: {
  campaign: string
  onChoose?: (picture: BankPicture) => void
}) {
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const pictures = useInfiniteQuery({
    queryKey: ['question-pictures', campaign],
    queryFn: ({ pageParam }) =>
      callApi(listPictures, { params: { campaign }, query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const add = useMutation({
    mutationFn: async (file: File) => {
      const small = await shrinkPhoto(file)
      if (small.size > sentPictureAtMost) throw new Error(pictureRefused.detail)
      return callApi(addPicture, { params: { campaign }, body: { content: await encodeFile(small) } })
    },
    onSuccess: (picture) => {
      void client.invalidateQueries({ queryKey: ['question-pictures'] })
      onChoose?.(picture)
    },
  })
  if (pictures.error) return <ProblemState error={pictures.error} retry={() => void pictures.refetch()} />
  if (!pictures.data) return <Loading rows={3} />
  const items = pictures.data.pages.flatMap((page) => page.items)
  return (
    <div className="stack">
      <div className="row">
        <input
          ref={input}
          type="file"
          hidden
          accept=".svg,.png,.jpg,.jpeg,.webp"
          aria-label="题目的图片"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) add.mutate(file)
          }}
        />
        <button
          type="button"
          className="button"
          disabled={add.isPending}
          onClick={() => input.current?.click()}
        >
          {add.isPending ? '正在上传…' : '上传图片'}
        </button>
        <span className="quiet">JPG、PNG、WebP 或 SVG；照片会缩小，不留拍摄位置</span>
      </div>
      {add.error && (
        <p className="field-error" role="alert">
          {(add.error as Error).message}
        </p>
      )}
      {add.data && !onChoose && (
        <p className="notice notice-green" role="status">
          已上传，文件名 <strong className="picture-name">{add.data.file}</strong>
        </p>
      )}
      {items.length === 0 && <p className="quiet">还没有图片。</p>}
      <ul className="picture-shelf" aria-label="题库的图片">
        {items.map((one) => {
          const shown = (
            <>
              <img
                src={urlOf(showPictureToStaff, { campaign, file: one.file })}
                alt={one.alt ?? ''}
                loading="lazy"
              />
              <span className="picture-name">{one.file}</span>
            </>
          )
          return (
            <li key={one.file}>
              {onChoose ? (
                <button type="button" onClick={() => onChoose(one)}>
                  {shown}
                </button>
              ) : (
                <div>{shown}</div>
              )}
            </li>
          )
        })}
      </ul>
      {pictures.hasNextPage && (
        <div>
          <button
            type="button"
            className="button"
            disabled={pictures.isFetchingNextPage}
            onClick={() => void pictures.fetchNextPage()}
          >
            更多
          </button>
        </div>
      )}
    </div>
  )
}
