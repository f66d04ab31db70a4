import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { urlOf } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { showPictureToStaff } from '../picture-contract.ts'
import type { Question } from '../question.ts'
import { PictureShelf } from './picture-shelf.tsx'

type Picture = NonNullable<Question['picture']>

/** The picture of a question, which is optional, with what it shows in words, which then is not. */
export function PictureField({
  picture,
  error,
  onChange,
}: {
  picture: Picture | null
  error: string | undefined
  onChange: (picture: Picture | null) => void
}) {
  const { key: campaign } = useCampaign()
  const [choosing, setChoosing] = useState(false)
  return (
    <fieldset className="picture-field">
      <legend>图片（可不加）</legend>
      {picture && campaign && (
        <>
          <img
            className="question-phone-picture"
            src={urlOf(showPictureToStaff, { campaign, file: picture.file })}
            alt={picture.alt}
          />
          <Field label="图片说明" help="写给看不见图的人：图里是什么，不要说出答案" error={error}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                value={picture.alt}
                onChange={(event) => onChange({ ...picture, alt: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {!picture && error && <p className="field-error">{error}</p>}
      <div className="row">
        <button type="button" className="button" onClick={() => setChoosing(true)}>
          {picture ? '换一张图片' : '选择或上传图片'}
        </button>
        {picture && (
          <button type="button" className="button" onClick={() => onChange(null)}>
            去掉图片
          </button>
        )}
      </div>
      {choosing && campaign && (
        <Dialog title="题目的图片" onClose={() => setChoosing(false)}>
          <PictureShelf
            campaign={campaign}
            onChoose={({ file, alt }) => {
              onChange({ file, alt: alt ?? '' })
              setChoosing(false)
            }}
          />
        </Dialog>
      )}
    </fieldset>
  )
}
