import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Camera } from './use-camera.ts';

/** Which camera, where there are several. */
export function CameraChoice({ camera, disabled }: { camera: Camera; disabled: boolean }) {
  const { t } = useTranslation('evidence');
  if (camera.devices.length < 2) return null;
  return (
    <Select
      aria-label={t('camera.device')}
      value={camera.deviceId}
      onChange={(deviceId) => deviceId && camera.choose(deviceId)}
      data={camera.devices.map(({ deviceId, label }, place) => ({
        value: deviceId,
        label: label || t('camera.deviceNumber', { number: place + 1 }),
      }))}
      allowDeselect={false}
      disabled={disabled}
    />
  );
}
