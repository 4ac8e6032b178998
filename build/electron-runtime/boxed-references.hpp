// Node-API 9, which Electron 33 has, keeps references to objects, functions and symbols alone, while
// better-sqlite3 keeps references to strings and numbers too (Node-API 10). Included before its sources, this keeps
// such a value in an array of one element and refers to that. Its sources stay as they are.
#pragma once
#include <napi.h>

namespace Napi {

inline napi_status ReferToBox(napi_env env, napi_value value, uint32_t count, napi_ref* ref) {
  napi_value box;
  napi_status status = napi_create_array_with_length(env, 1, &box);
  if (status == napi_ok) status = napi_set_element(env, box, 0, value);
  if (status == napi_ok) status = napi_create_reference(env, box, count, ref);
  return status;
}

template <typename T>
inline T ValueInBox(napi_env env, napi_ref ref) {
  if (ref == nullptr) return T(env, nullptr);
  napi_value box;
  napi_value value;
  napi_status status = napi_get_reference_value(env, ref, &box);
  if (status == napi_ok) status = napi_get_element(env, box, 0, &value);
  NAPI_THROW_IF_FAILED(env, status, T());
  return T(env, value);
}

#define BOX_REFERENCES_TO(T)                                              \
  template <>                                                             \
  inline Reference<T> Reference<T>::New(const T& value, uint32_t count) { \
    napi_ref ref = nullptr;                                               \
    if (static_cast<napi_value>(value) != nullptr) {                      \
      napi_status status = ReferToBox(value.Env(), value, count, &ref);   \
      NAPI_THROW_IF_FAILED(value.Env(), status, Reference<T>());          \
    }                                                                     \
    return Reference<T>(value.Env(), ref);                                \
  }                                                                       \
  template <>                                                             \
  inline void Reference<T>::Reset(const T& value, uint32_t count) {       \
    *this = New(value, count);                                            \
  }                                                                       \
  template <>                                                             \
  inline T Reference<T>::Value() const {                                  \
    return ValueInBox<T>(_env, _ref);                                     \
  }

BOX_REFERENCES_TO(Napi::String)
BOX_REFERENCES_TO(Napi::Value)

}  // namespace Napi
