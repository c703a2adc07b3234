// SPDX-License-Identifier: Apache-2.0
// One form of the public page at work: draft, photos, what is lacking, sending, and waiting for the network. The pages of
// citizens and of enterprises only draw it.
import { computed, onMounted, reactive, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { ApiError } from '@shared/api/problem'
import { city, loadCity } from '../lib/config'
import { useDraft } from '../lib/draft'
import { showFirstError } from '../lib/forms'
import { isOffline, online } from '../lib/online'
import { usePhotos } from '../lib/photos'
import { placeOfCode, placeText } from '../lib/place'
import { say } from '../lib/say'
import { dangerIn } from '../lib/words'
import { keepCopy, outbox, refreshOutbox } from './outbox'
import { cleanSource, emptyReport, isEmptyReport, missing, typeOf, type Missing, type ReportForm, type ReportKind } from './report'
import { draftOf, sendReport, showLater } from './sending'

const SAVING_FIELDS = ['type', 'body', 'address', 'lon', 'when', 'when_text', 'name', 'phone', 'company', 'credit_code', 'company_kind'] as const

export function useReport(kind: ReportKind) {
  const route = useRoute()
  const router = useRouter()
  const draft = useDraft<ReportForm>(draftOf(kind), emptyReport, isEmptyReport, (form) => form.secret)
  const form = draft.value
  const photos = usePhotos({
    path: '/public/files',
    query: () => ({}),
    max: () => city.max_photos,
    draft: draftOf(kind),
    mayKeep: () => !form.secret,
    initial: [...form.photos],
    changed: (refs) => (form.photos = refs),
  })
  const lacking = reactive<{ fields: Missing & Record<string, string> }>({ fields: {} })
  const problem = ref<unknown>(null)
  const sending = ref(false)
  const working = ref(false)
  const showRestored = ref(draft.restored)
  const danger = computed(() => dangerIn(form.body))
  const type = computed(() => typeOf(form, kind))
  let touchedSecret = false

  // Somebody looks at it again: from now on it is sent by hand.
  if (form.waiting) {
    form.waiting = false
    draft.save()
    void keepCopy(kind, form)
    refreshOutbox()
  }

  // A complaint about a field goes as soon as the person does something about it.
  watch(
    () => SAVING_FIELDS.map((field) => form[field]),
    (now, before) => {
      for (const [i, field] of SAVING_FIELDS.entries()) {
        if (now[i] === before[i]) continue
        delete lacking.fields[field]
        if (field === 'lon' || field === 'body') delete lacking.fields.address
      }
    },
  )
  // Reports of wrongdoing are kept secret unless the person decides otherwise.
  watch(type, (now, before) => {
    if (touchedSecret || kind === 'enterprise') return
    if (now === 'report') form.secret = true
    else if (before === 'report') form.secret = false
  })
  const setSecret = (yes: boolean) => {
    touchedSecret = true
    form.secret = yes
  }

  onMounted(async () => {
    if (outbox.sending) {
      await router.replace({ name: 'waiting' })
      return
    }
    void loadCity()
    const source = cleanSource(route.query.src)
    if (source) form.source = source
    const code = route.query.grid
    if (typeof code !== 'string' || !/^\d{15,19}$/.test(code)) return
    form.grid_code = code
    if (!form.source) form.source = 'grid'
    try {
      const found = await placeOfCode(code)
      if (found && form.lon === null) form.place = placeText(found)
      else if (!found) {
        form.grid_code = ''
        lacking.fields.address = '扫的网格码已经失效，请用定位、地图或者写地址。'
      }
    } catch {
      // The server resolves the code when the form arrives.
    }
  })

  async function showLacking(fields: Missing): Promise<boolean> {
    lacking.fields = fields as Record<string, string>
    if (Object.keys(fields).length === 0) return false
    await showFirstError()
    return true
  }

  /** It goes by itself when the network is back. A secret one stays in the hand of who wrote it. */
  async function wait(): Promise<void> {
    form.waiting = true
    draft.save()
    await keepCopy(kind, form)
    refreshOutbox()
    await router.push({ name: 'waiting' })
  }

  async function submit(): Promise<void> {
    // Taken before anything is waited for: three quick taps are one submission.
    if (sending.value) return
    sending.value = true
    problem.value = null
    try {
      if (await showLacking(missing(form, kind))) return
      if (!online.value && !form.secret) {
        await wait()
        return
      }
      const files = await photos.settle()
      if (!files) {
        if (photos.offline.value && !form.secret) await wait()
        else problem.value = '有照片没传上去。请重新上传，或者删掉那张照片再提交。'
        return
      }
      const receipt = await sendReport(form, kind, files, draft.save, (busy) => (working.value = busy))
      draft.discard()
      showLater(receipt)
      await router.replace({ name: 'receipt' })
    } catch (error) {
      await refused(error)
    } finally {
      sending.value = false
    }
  }

  async function refused(error: unknown): Promise<void> {
    if (isOffline(error) && !form.secret) {
      await wait()
      return
    }
    problem.value = error
    if (!(error instanceof ApiError)) return
    const fields = { ...error.fields }
    if (fields.files) photos.sendAllAgain()
    // The matter has changed under the form: it goes alone.
    if (fields.join || error.status === 409) form.join = null
    // An old poster: the place is asked for instead.
    if (fields.grid_code) {
      form.grid_code = ''
      form.place = ''
      fields.address = '扫的网格码已经失效，请用定位、地图或者写地址。'
    }
    if (fields.source) form.source = ''
    if (Object.keys(fields).length) await showLacking(fields as Missing)
  }

  function startAnew(): void {
    photos.clear()
    draft.reset()
    showRestored.value = false
    lacking.fields = {}
    say('已清空，可以重新写')
    window.scrollTo(0, 0)
  }

  return { form, photos, lacking, problem, sending, working, showRestored, danger, type, setSecret, submit, startAnew }
}
