"""A dossier and its progress in the fields of the national message (DongBoHoSoMC, …)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from central.national_settings import NationalSettings
from offline_store.handling_wire import ChangeOnWire, HandlingOnWire

_COUNTER = ZoneInfo("Asia/Ho_Chi_Minh")
_LONGEST_HANDLER = 50
_PERSON = 1
_NEW_NUMBER, _OLD_NUMBER = "1", "2"  # LoaiDinhDanh: CCCD, CMND
_NOT_RECEIVED, _RESOLVED, _RETURNED = "3", "9", "10"


def dossier_message(told: HandlingOnWire, settings: NationalSettings) -> dict[str, Any]:
    """What the national system is told of a dossier; a name of `settings.fields` replaces ours."""
    last = told.changes[-1]
    number = told.owner.id_number
    message: dict[str, Any] = {
        "MaHoSo": told.code,
        "MaTTHC": told.procedure_code,
        "TenTTHC": told.procedure_name,
        "MaLinhVuc": "",
        "TenLinhVuc": told.field,
        "KenhThucHien": str(told.channel),
        "ChuHoSo": told.owner.name,
        "LoaiDoiTuong": str(told.owner.kind),
        "MaDoiTuong": "" if told.owner.kind == _PERSON else number,
        "DinhDanhCHS": {
            "LoaiDinhDanh": _NEW_NUMBER if len(number) == 12 else _OLD_NUMBER,
            "SoDinhDanh": number,
        },
        "Email": told.email,
        "Fax": "",
        "SoDienThoai": told.phone,
        "TrichYeuHoSo": told.procedure_name,
        "NgayNopHoSo": _moment(told.registered_at, settings),
        "NgayTiepNhan": _moment(told.received_at, settings),
        "NgayHenTra": _moment(told.due_at, settings),
        "NgayTra": _when(told, _RETURNED, settings),
        "NgayTuChoi": _when(told, _NOT_RECEIVED, settings),
        "NgayKetThucXuLy": _when(told, _RESOLVED, settings),
        "TrangThaiHoSo": settings.states[last.state],
        "HinhThuc": "0",
        "DonViXuLy": _place(last.unit or told.resolving_unit, settings),
        "GhiChu": last.reason,
        "NoiNopHoSo": _place(told.receiving_unit, settings),
        "HoSoCoThanhPhanSoHoa": _flag(any(part.digitised for part in told.components)),
        "DuocThanhToanTrucTuyen": _flag(told.money == "paid"),
        "TaiLieuNop": [
            {
                "TepDinhKemId": part.sha256,
                "TenTepDinhKem": part.name,
                "IsDeleted": "False",
                "MaThanhPhanHoSo": part.code,
                "DuongDanTaiTepTin": settings.file_of(part.sha256),
                "DuocSoHoa": _flag(part.digitised),
                "DuocTaiSuDung": _flag(part.reused),
                "DuocLayTuKhoDMQG": _flag(part.reused),
                "MaKetQuaThayThe": part.described,
            }
            for part in told.components
        ],
        "DanhSachLePhi": [
            {
                "TenPhiLePhi": fee.name,
                "MaPhiLePhi": "",
                "HinhThucThu": "1",
                "Gia": str(fee.vnd),
                "LoaiPhiLePhi": "2" if fee.charge else "1",
            }
            for fee in told.fees
        ],
        "DanhSachHoSoBoSung": [],
        "DanhSachGiayToKetQua": [],
        "DSKetNoiCSDL": [],
    }
    return {settings.fields.get(name, name): value for name, value in message.items()}


def progress_message(
    told: HandlingOnWire, change: ChangeOnWire, settings: NationalSettings
) -> dict[str, Any]:
    """What it is told of one change of a dossier's state."""
    message = {
        "MaHoSo": told.code,
        "NguoiXuLy": change.who[:_LONGEST_HANDLER],
        "ChucDanh": settings.title,
        "ThoiDiemXuLy": _moment(change.at, settings),
        "PhongBanXuLy": _place(change.unit or told.receiving_unit, settings),
        "NoiDungXuLy": change.reason or told.procedure_name,
        "TrangThai": settings.states[change.state],
        "NgayBatDau": _moment(told.received_at or told.registered_at, settings),
        "NgayKetThucTheoQuyDinh": _moment(told.due_at, settings),
    }
    return {settings.fields.get(name, name): value for name, value in message.items()}


def _moment(at: datetime | None, settings: NationalSettings) -> str:
    return "" if at is None else at.astimezone(_COUNTER).strftime(settings.time)


def _when(told: HandlingOnWire, state: str, settings: NationalSettings) -> str:
    """When it came into that state last; empty where it never did."""
    moments = [change.at for change in told.changes if change.state == state]
    return _moment(moments[-1] if moments else None, settings)


def _place(unit: str, settings: NationalSettings) -> str:
    return settings.places.get(unit, unit)


def _flag(value: bool) -> str:
    return "1" if value else "0"
