import { Button, Modal, Switch, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownCode } from '../../../shared/domain/codes/own-code.ts';
import { withCode } from '../../../shared/domain/codes/scanned-text.ts';
import { CameraChoice } from '../evidence/CameraChoice.tsx';
import { useCamera } from '../evidence/use-camera.ts';
import { Notice } from '../Notice.tsx';
import { useNotices } from '../notices.tsx';
import { CodeFile } from './CodeFile.tsx';
import { CodeList } from './CodeList.tsx';
import { confirmBySound } from './confirm-sound.ts';
import styles from './ScanDialog.module.css';
import { hasTorch, lightTorch } from './torch.ts';
import { useScan } from './use-scan.ts';

interface ScanDialogProps {
  /** Many codes, one after the other, into a list; else the first that is read. */
  isMany: boolean;
  /** What was read, as text: never followed. */
  onRead: (codes: readonly string[]) => void;
  onClose: () => void;
}

/** Reads bar codes and QR by the camera, from a picture, by a hand scanner, or as they are typed. */
export function ScanDialog({ isMany, onRead, onClose }: ScanDialogProps) {
  const { t } = useTranslation('scan');
  const camera = useCamera('video');
  const notices = useNotices();
  const video = useRef<HTMLVideoElement>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  /** Why nothing came of what was read last. */
  const [told, setTold] = useState<'own' | 'again' | null>(null);
  const [isLit, setLit] = useState(false);
  const { stream, state } = camera;
  const show = (element: HTMLVideoElement | null) => {
    video.current = element;
    if (element && element.srcObject !== stream) element.srcObject = stream;
  };

  const take = (raws: readonly string[]) => {
    const numbers = raws.filter((raw) => !ownCode(raw));
    const more = numbers.reduce((list, raw) => withCode(list, raw) ?? list, codes);
    setTold(numbers.length < raws.length ? 'own' : more === codes ? 'again' : null);
    if (more === codes) return;
    confirmBySound();
    if (isMany) return setCodes(more);
    onRead(more);
    onClose();
  };
  useScan(video, state === 'open', take);
  const light = (next: boolean) => {
    setLit(next);
    lightTorch(stream, next).catch(notices.problem);
  };
  return (
    <Modal opened onClose={onClose} title={t(isMany ? 'titleMany' : 'title')} size="lg" closeOnClickOutside={!isMany}>
      <div className={styles.body}>
        {state === 'open' && <video ref={show} className={styles.view} autoPlay muted playsInline />}
        {state === 'open' && <p className={styles.hint}>{t('hint')}</p>}
        {state !== 'open' && state !== 'opening' && (
          <Notice
            tone="soon"
            action={
              <Button variant="default" size="compact-sm" onClick={camera.again}>
                {t('again')}
              </Button>
            }
          >
            {t(`camera.${state}`)}
          </Notice>
        )}
        <TextInput
          data-autofocus
          label={t('typed')}
          description={t('typedHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            take([typed]);
            setTyped('');
          }}
          maxLength={500}
          autoComplete="off"
        />
        <output className={styles.told}>{told && t(`told.${told}`)}</output>
        {isMany && <CodeList codes={codes} onRemove={(code) => setCodes(codes.filter((each) => each !== code))} />}
        <div className={styles.foot}>
          <CameraChoice camera={camera} disabled={false} />
          {hasTorch(stream) && (
            <Switch label={t('torch')} checked={isLit} onChange={(event) => light(event.currentTarget.checked)} />
          )}
          <CodeFile onCodes={take} />
          <span className={styles.space} />
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {isMany && (
            <Button
              disabled={codes.length === 0}
              onClick={() => {
                onRead(codes);
                onClose();
              }}
            >
              {t('add', { count: codes.length })}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
