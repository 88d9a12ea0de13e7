"""The range of products that the sample company sells."""

from typing import NamedTuple


class Product(NamedTuple):
    """A product: its price in yen, and what share of it the product costs."""

    id: str
    name: str
    code: str
    family: str
    price: int
    cost_share: int
    unit: str = "piece"
    lead_time: int | None = None
    reorder_point: int | None = None
    text: str = ""
    substitute: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    active: bool = True

    @property
    def service(self) -> bool:
        """Is it work or a right, so that nothing of it lies in a warehouse?"""
        return self.unit in {"day", "month", "year"}

    @property
    def stocked(self) -> bool:
        """Does it lie in a warehouse, as itself?"""
        return not self.service and not self.parts


FAMILIES = ("Cameras", "Sensors", "Handhelds", "Optics", "Calibration", "Services")

_CAMERAS = (
    Product("line-camera-2k", "Line camera 2K", "LC-2K", "Cameras", 240_000, 58, lead_time=30,
            reorder_point=16, text="2,048 pixels, 52 kHz, GigE.", substitute="line-camera-4k"),
    Product("line-camera-4k", "Line camera 4K", "LC-4K", "Cameras", 350_000, 60, lead_time=30,
            reorder_point=20, text="4,096 pixels, 80 kHz, Camera Link."),
    Product("line-camera-8k", "Line camera 8K", "LC-8K", "Cameras", 620_000, 61, lead_time=45,
            reorder_point=10, text="8,192 pixels, 100 kHz, for film and sheet metal."),
    Product("area-camera-5m", "Area camera 5M", "AC-5M", "Cameras", 180_000, 57, lead_time=21,
            reorder_point=18, text="5 megapixels, global shutter."),
    Product("area-camera-12m", "Area camera 12M", "AC-12M", "Cameras", 320_000, 59, lead_time=30,
            reorder_point=12, text="12 megapixels, for print and label checks."),
    Product("smart-camera", "Smart camera", "SC-2", "Cameras", 420_000, 55, lead_time=35,
            reorder_point=10, text="Reads codes and checks presence without a computer."),
    Product("thermal-camera", "Thermal camera", "TC-640", "Cameras", 880_000, 63, lead_time=60,
            reorder_point=4, text="640 x 480 pixels, -20 to 550 degrees."),
    Product("camera-3d", "3D profile camera", "PC-3D", "Cameras", 1_450_000, 62, lead_time=60,
            reorder_point=5, text="Height profiles of weld seams and bearings, 5 microns."),
)  # fmt: skip
_SENSORS = (
    Product("laser-sensor-50", "Laser sensor 50 mm", "LS-50", "Sensors", 68_000, 48, lead_time=21,
            reorder_point=40, text="Distance, 50 mm range, 2 microns."),
    Product("laser-sensor-200", "Laser sensor 200 mm", "LS-200", "Sensors", 84_000, 49,
            lead_time=21, reorder_point=30, text="Distance, 200 mm range, 10 microns."),
    Product("colour-sensor", "Colour sensor", "CS-1", "Sensors", 46_000, 45, lead_time=21,
            reorder_point=30, text="Tells 12 taught colours apart."),
    Product("vibration-sensor", "Vibration sensor", "VS-3", "Sensors", 38_000, 44, lead_time=28,
            reorder_point=60, text="Three axes, for bearings and spindles."),
    Product("pressure-probe", "Pressure probe", "PP-10", "Sensors", 22_000, 46, lead_time=14,
            reorder_point=80, text="0 to 10 bar, hygienic fitting."),
    Product("flow-sensor", "Flow sensor", "FS-25", "Sensors", 74_000, 50, lead_time=28,
            reorder_point=20, text="DN 25, for water and milk."),
    Product("temperature-probe", "Temperature probe", "TP-4", "Sensors", 12_000, 42, lead_time=14,
            reorder_point=120, text="Pt100, four wires, 100 mm."),
    Product("sensor-gateway", "Sensor gateway", "SG-8", "Sensors", 110_000, 52, lead_time=35,
            reorder_point=20, text="Eight sensors to Ethernet and MQTT."),
)  # fmt: skip
_HANDHELDS = (
    Product("hand-scanner", "Hand scanner", "HS-1", "Handhelds", 58_000, 55, lead_time=21,
            reorder_point=60, text="Reads one and two-dimensional codes.",
            substitute="hand-scanner-pro"),
    Product("hand-scanner-pro", "Hand scanner Pro", "HS-2P", "Handhelds", 98_000, 54, lead_time=28,
            reorder_point=40, text="For cold stores and direct part marks."),
    Product("handheld-terminal", "Handheld terminal", "HT-6", "Handhelds", 128_000, 58,
            lead_time=35, reorder_point=40, text="Android, 6 inches, drop-tested from 1.8 m."),
    Product("label-printer", "Label printer", "LP-3", "Handhelds", 76_000, 60, lead_time=21,
            reorder_point=20, text="Belt printer, 3 inches."),
    Product("charging-dock", "Charging dock", "CD-4", "Handhelds", 24_000, 50, lead_time=21,
            reorder_point=40, text="Charges four handhelds."),
    Product("thermal-handheld", "Thermal handheld", "TH-240", "Handhelds", 240_000, 61,
            lead_time=45, reorder_point=8, text="Finds hot bearings and loose contacts."),
    Product("hand-scanner-old", "Hand scanner (2019)", "HS-0", "Handhelds", 49_000, 58,
            text="No longer made; sold off from stock.", substitute="hand-scanner", active=False),
)  # fmt: skip
_OPTICS = (
    Product("lens-16", "Lens 16 mm", "LN-16", "Optics", 32_000, 50, lead_time=21,
            reorder_point=30, text="C mount, F1.4.", substitute="lens-35"),
    Product("lens-35", "Lens 35 mm", "LN-35", "Optics", 38_000, 50, lead_time=21,
            reorder_point=40, text="C mount, F1.6."),
    Product("lens-50", "Lens 50 mm", "LN-50", "Optics", 44_000, 51, lead_time=21,
            reorder_point=30, text="C mount, F1.8, for line cameras."),
    Product("light-bar", "Light bar 300 mm", "LB-300", "Optics", 86_000, 47, lead_time=28,
            reorder_point=30, text="White or red, strobed."),
    Product("light-ring", "Light ring", "LR-90", "Optics", 52_000, 46, lead_time=28,
            reorder_point=24, text="90 mm, four segments."),
    Product("dome-light", "Dome light", "DL-150", "Optics", 94_000, 48, lead_time=28,
            reorder_point=12, text="Even light for shiny parts."),
    Product("filter-set", "Filter set", "FT-6", "Optics", 18_000, 40, unit="set", lead_time=14,
            reorder_point=40, text="Six filters, M27."),
)  # fmt: skip
_CALIBRATION = (
    Product("calibration-plate", "Calibration plate", "CP-1", "Calibration", 45_000, 35,
            lead_time=21, reorder_point=24, text="Glass, 100 mm, with certificate."),
    Product("calibration-kit", "Calibration kit", "CK-5", "Calibration", 160_000, 38, unit="set",
            lead_time=30, reorder_point=8, text="Plates and gauges in a case."),
    Product("reference-gauge", "Reference gauge", "RG-25", "Calibration", 210_000, 45,
            lead_time=45, reorder_point=6, text="25 mm, traceable, grade 0."),
    Product("calibration-visit", "Calibration visit", "CV-D", "Calibration", 120_000, 55,
            unit="day", text="A technician for a day, with report."),
    Product("calibration-contract", "Calibration contract", "CC-Y", "Calibration", 360_000, 40,
            unit="year", text="Two visits a year for up to ten devices."),
)  # fmt: skip
_SERVICES = (
    Product("installation-day", "Installation", "SV-I", "Services", 140_000, 60, unit="day",
            text="Mounting, wiring and first teaching."),
    Product("training-day", "Training", "SV-T", "Services", 110_000, 45, unit="day",
            text="Up to six people, at the plant."),
    Product("support-year", "Support", "SV-S", "Services", 540_000, 35, unit="year",
            text="Answer within four hours, spare devices."),
)  # fmt: skip
_BUNDLES = (
    Product("inspection-starter", "Inspection starter kit", "BK-1", "Cameras", 560_000, 57,
            unit="set", text="All that a first inspection station needs.",
            parts=(("line-camera-4k", 1), ("lens-50", 1), ("light-bar", 1),
                   ("calibration-plate", 1))),
    Product("picking-starter", "Picking starter kit", "BK-2", "Handhelds", 545_000, 55, unit="set",
            text="Four handhelds for a first aisle.",
            parts=(("handheld-terminal", 4), ("charging-dock", 1))),
)  # fmt: skip

PRODUCTS = (*_CAMERAS, *_SENSORS, *_HANDHELDS, *_OPTICS, *_CALIBRATION, *_SERVICES, *_BUNDLES)
FOUND = {product.id: product for product in PRODUCTS}
STOCKED = tuple(product for product in PRODUCTS if product.stocked and product.active)
