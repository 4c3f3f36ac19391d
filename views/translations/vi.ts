<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en_GB">
    <context>
        <name>Check</name>
        <message>
            <source>In figures not as in words: {fields}</source>
            <translation>Số và chữ không khớp: {fields}</translation>
        </message>
        <message>
            <source>Not as in the card&apos;s code: {fields}</source>
            <translation>Khác mã QR trên thẻ: {fields}</translation>
        </message>
        <message>
            <source>Not the same: {fields}</source>
            <translation>Không giống nhau: {fields}</translation>
        </message>
        <message>
            <source>The number does not fit: {fields}</source>
            <translation>Số định danh không khớp: {fields}</translation>
        </message>
        <message>
            <source>The requester&apos;s name is not on this paper.</source>
            <translation>Giấy này không ghi tên người yêu cầu.</translation>
        </message>
        <message>
            <source>The requester&apos;s number is not on this paper.</source>
            <translation>Giấy này không ghi số định danh của người yêu cầu.</translation>
        </message>
        <message>
            <source>{later} lies before: {earlier}</source>
            <translation>{later} sớm hơn: {earlier}</translation>
        </message>
        <message>
            <source>Not as in the three lines at the card&apos;s back: {fields}</source>
            <translation>Khác với ba dòng ở mặt sau thẻ: {fields}</translation>
        </message>
        <message>
            <source>Of the requester&apos;s name, but born on another day.</source>
            <translation>Cùng tên người yêu cầu nhưng khác ngày sinh.</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Lay the card on the reader.</source>
            <translation>Đặt thẻ lên đầu đọc.</translation>
        </message>
        <message>
            <source>Opening the chip…</source>
            <translation>Đang mở chip…</translation>
        </message>
        <message>
            <source>Reading the portrait: leave the card there.</source>
            <translation>Đang đọc ảnh chân dung: để yên thẻ.</translation>
        </message>
        <message>
            <source>Reading: leave the card there.</source>
            <translation>Đang đọc: để yên thẻ.</translation>
        </message>
        <message>
            <source>Genuine: signed by the issuer, and the original chip.</source>
            <translation>Chip thật: dữ liệu do nơi phát hành ký, đúng chip gốc.</translation>
        </message>
        <message>
            <source>Genuine data: signed by the issuer. The chip may still be a copy.</source>
            <translation>Dữ liệu thật: do nơi phát hành ký. Chip vẫn có thể là bản sao.</translation>
        </message>
        <message>
            <source>Not proven to be genuine.</source>
            <translation>Chưa chứng minh được là thật.</translation>
        </message>
        <message>
            <source>Do not rely on this chip.</source>
            <translation>Không được tin chip này.</translation>
        </message>
        <message>
            <source>The chip did not prove to be the original.</source>
            <translation>Chip chưa chứng minh được là chip gốc.</translation>
        </message>
        <message>
            <source>The portrait could not be read.</source>
            <translation>Không đọc được ảnh chân dung.</translation>
        </message>
        <message>
            <source>Name and address could not be read.</source>
            <translation>Không đọc được họ tên và nơi cư trú.</translation>
        </message>
        <message>
            <source>What it says is not what was signed.</source>
            <translation>Dữ liệu khác với bản đã ký.</translation>
        </message>
        <message>
            <source>Its signature is wrong.</source>
            <translation>Chữ ký sai.</translation>
        </message>
        <message>
            <source>Who signed it was revoked.</source>
            <translation>Chứng thư của nơi ký đã bị thu hồi.</translation>
        </message>
        <message>
            <source>It is a copy of another card&apos;s chip.</source>
            <translation>Đây là bản sao chép chip của thẻ khác.</translation>
        </message>
        <message>
            <source>It keeps back something that was signed.</source>
            <translation>Chip không cho đọc một phần đã được ký.</translation>
        </message>
        <message>
            <source>It holds no signature that can be read.</source>
            <translation>Không có chữ ký đọc được.</translation>
        </message>
        <message>
            <source>The issuer&apos;s certificate is not on this computer: ask IT.</source>
            <translation>Máy này chưa có chứng thư của nơi phát hành: báo CNTT.</translation>
        </message>
        <message>
            <source>Who signed it is not known on this computer: ask IT.</source>
            <translation>Máy này chưa biết nơi đã ký: báo CNTT.</translation>
        </message>
        <message>
            <source>The issuer&apos;s certificate has run out: ask IT.</source>
            <translation>Chứng thư của nơi phát hành đã hết hạn: báo CNTT.</translation>
        </message>
        <message>
            <source>The signer&apos;s certificate has run out.</source>
            <translation>Chứng thư của nơi ký đã hết hạn.</translation>
        </message>
        <message>
            <source>It is signed in a way that is not known here.</source>
            <translation>Cách ký này máy chưa biết.</translation>
        </message>
        <message>
            <source>How much of the chip is read</source>
            <translation>Đã đọc được bao nhiêu</translation>
        </message>
        <message>
            <source>Portrait from the chip</source>
            <translation>Ảnh chân dung trong chip</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Dừng đọc</translation>
        </message>
        <message>
            <source>Read the chip</source>
            <translation>Đọc chip trên thẻ</translation>
        </message>
    </context>
    <context>
        <name>Citizen</name>
        <message>
            <source>For the citizen</source>
            <translation>Màn hình cho người dân</translation>
        </message>
        <message>
            <source>Good day.</source>
            <translation>Kính chào Ông/Bà</translation>
        </message>
        <message>
            <source>Please check what your card says</source>
            <translation>Mời Ông/Bà xem lại thông tin trên thẻ</translation>
        </message>
        <message>
            <source>Please check your data</source>
            <translation>Mời Ông/Bà xem lại thông tin</translation>
        </message>
        <message>
            <source>A no costs you nothing.</source>
            <translation>Không đồng ý cũng không ảnh hưởng đến việc giải quyết hồ sơ.</translation>
        </message>
        <message>
            <source>I agree</source>
            <translation>Đồng ý</translation>
        </message>
        <message>
            <source>I do not agree</source>
            <translation>Không đồng ý</translation>
        </message>
        <message>
            <source>Identity number</source>
            <translation>Số định danh</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Ngày sinh</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Địa chỉ</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Thư điện tử</translation>
        </message>
        <message>
            <source>Dossier {code}</source>
            <translation>Hồ sơ {code}</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Phí</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Đã nộp</translation>
        </message>
        <message>
            <source>By the pages, once they are scanned</source>
            <translation>Tính theo số trang, sau khi quét</translation>
        </message>
        <message>
            <source>No fee</source>
            <translation>Không thu phí</translation>
        </message>
        <message>
            <source>Code to pay by transfer</source>
            <translation>Mã QR chuyển khoản</translation>
        </message>
        <message>
            <source>Scan it with your bank&apos;s app, or pay at the counter.</source>
            <translation>Quét bằng ứng dụng ngân hàng, hoặc nộp tại quầy.</translation>
        </message>
        <message>
            <source>Purpose: {purpose}</source>
            <translation>Nội dung: {purpose}</translation>
        </message>
        <message>
            <source>Your copy is ready</source>
            <translation>Bản sao đã có</translation>
        </message>
        <message>
            <source>Address of your copy</source>
            <translation>Địa chỉ tra cứu bản sao</translation>
        </message>
        <message>
            <source>Please come to the counter</source>
            <translation>Mời Ông/Bà đến quầy</translation>
        </message>
        <message>
            <source>Scan this code with your phone</source>
            <translation>Mời Ông/Bà quét mã này bằng điện thoại</translation>
        </message>
        <message>
            <source>Then confirm with {source} who you are. It holds for a while.</source>
            <translation>Sau đó xác nhận danh tính bằng {source}. Mã chỉ dùng được trong vài phút.</translation>
        </message>
    </context>
    <context>
        <name>Compare</name>
        <message>
            <source>Compare with the original</source>
            <translation>Đối chiếu với bản chính</translation>
        </message>
        <message>
            <source>Picture of the page</source>
            <translation>Ảnh trang</translation>
        </message>
        <message>
            <source>No pages to compare yet. Scan the original first ({key}).</source>
            <translation>Chưa có trang nào để đối chiếu. Quét bản chính trước ({key}).</translation>
        </message>
        <message>
            <source>This picture cannot be opened. Scan the page again.</source>
            <translation>Không mở được ảnh này. Quét lại trang.</translation>
        </message>
        <message>
            <source>Word in hand</source>
            <translation>Chữ đang xem</translation>
        </message>
        <message>
            <source>No words were read on this page</source>
            <translation>Trang này không đọc được chữ nào</translation>
        </message>
        <message>
            <source>Enter: same as the original · type to correct · {key}: differs</source>
            <translation>Enter: giống bản chính · gõ để sửa · {key}: khác</translation>
        </message>
        <message>
            <source>Text of the page</source>
            <translation>Chữ đọc được trên trang</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Thu nhỏ</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Phóng to</translation>
        </message>
        <message>
            <source>Compare this page again</source>
            <translation>Đối chiếu lại trang này</translation>
        </message>
        <message>
            <source>Go on to sign</source>
            <translation>Sang ký số</translation>
        </message>
        <message>
            <source>Page {page} compared</source>
            <translation>Đã đối chiếu trang {page}</translation>
        </message>
        <message>
            <source>No dossier is open. Choose one under Today (Ctrl+1).</source>
            <translation>Chưa mở hồ sơ nào. Chọn hồ sơ ở mục Hôm nay (Ctrl+1).</translation>
        </message>
        <message>
            <source>The copy is signed: its pages no longer change.</source>
            <translation>Bản sao đã ký: không sửa được trang nữa.</translation>
        </message>
        <message>
            <source>Page {page} was compared at {time}.</source>
            <translation>Trang {page} đã đối chiếu lúc {time}.</translation>
        </message>
        <message>
            <source>This page is being read…</source>
            <translation>Đang đọc chữ trên trang này…</translation>
        </message>
        <message>
            <source>This page has no text. Compare its picture by eye.</source>
            <translation>Trang này không có chữ đọc được. Đối chiếu ảnh bằng mắt.</translation>
        </message>
        <message>
            <source>1 doubtful word not looked at yet.</source>
            <translation>Còn 1 chữ ngờ chưa xem.</translation>
        </message>
        <message>
            <source>{count} doubtful words not looked at yet.</source>
            <translation>Còn {count} chữ ngờ chưa xem.</translation>
        </message>
        <message>
            <source>All doubtful words were looked at.</source>
            <translation>Đã xem hết các chữ ngờ.</translation>
        </message>
        <message>
            <source>{what}: {at} of {count}</source>
            <translation>{what}: {at} / {count}</translation>
        </message>
        <message>
            <source>Seal</source>
            <translation>Con dấu</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Chữ ký</translation>
        </message>
        <message>
            <source>Seal and signature</source>
            <translation>Con dấu và chữ ký</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Ảnh</translation>
        </message>
        <message>
            <source>{what}: as on the original?</source>
            <translation>{what}: giống bản chính?</translation>
        </message>
        <message>
            <source>Not looked at yet: {what}.</source>
            <translation>Chưa xem: {what}.</translation>
        </message>
        <message>
            <source>Not looked at yet: {what}; doubtful words: {count}.</source>
            <translation>Chưa xem: {what}; chữ ngờ: {count}.</translation>
        </message>
        <message>
            <source>Enter: same as the original · {key}: differs</source>
            <translation>Enter: giống bản chính · {key}: khác</translation>
        </message>
        <message>
            <source>The line, magnified</source>
            <translation>Dòng chữ phóng to</translation>
        </message>
        <message>
            <source>Doubts: {count}</source>
            <translation>Chữ ngờ: {count}</translation>
        </message>
        <message>
            <source>Doubt {at} of {count}</source>
            <translation>Chữ ngờ {at}/{count}</translation>
        </message>
        <message>
            <source>Field in hand</source>
            <translation>Mục đang xem</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Các mục</translation>
        </message>
        <message>
            <source>Fields do not fit together: see Fields (F6).</source>
            <translation>Có mục không khớp nhau: xem Các mục (F6).</translation>
        </message>
        <message>
            <source>Nothing was read in this field</source>
            <translation>Mục này chưa đọc được gì</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Văn bản</translation>
        </message>
        <message>
            <source>Field to look at {at} of {count}</source>
            <translation>Mục cần xem {at}/{count}</translation>
        </message>
        <message>
            <source>Other paper</source>
            <translation>Bản khác</translation>
        </message>
        <message>
            <source>Enter: looked at · Ctrl+Space: show the other paper</source>
            <translation>Enter: đã xem · Ctrl+Space: hiện bản khác</translation>
        </message>
        <message>
            <source>Not as the original: {words}. Scan the page again, or take it back ({key}).</source>
            <translation>Khác bản chính: {words}. Quét lại trang, hoặc bỏ đánh dấu ({key}).</translation>
        </message>
        <message>
            <source>{used} of {budget}</source>
            <translation>{used} trên {budget}</translation>
        </message>
        <message>
            <source>Time used for this copy</source>
            <translation>Thời gian đã dùng cho bản sao này</translation>
        </message>
    </context>
    <context>
        <name>Consent</name>
        <message>
            <source>May the signed copy be sent to you by e-mail, to {address}?</source>
            <translation>Ông/Bà có đồng ý nhận bản sao đã ký qua thư điện tử {address} không?</translation>
        </message>
        <message>
            <source>May the signed copy be sent to you by e-mail?</source>
            <translation>Ông/Bà có đồng ý nhận bản sao đã ký qua thư điện tử không?</translation>
        </message>
        <message>
            <source>May digital copies that the city already holds be used instead of your papers?</source>
            <translation>Ông/Bà có đồng ý dùng bản sao điện tử đã có của thành phố thay cho giấy tờ mang theo không?</translation>
        </message>
        <message>
            <source>Send the copy by e-mail</source>
            <translation>Gửi bản sao qua thư điện tử</translation>
        </message>
        <message>
            <source>Use copies that the city holds</source>
            <translation>Dùng bản sao điện tử đã có</translation>
        </message>
        <message>
            <source>Not asked yet.</source>
            <translation>Chưa hỏi.</translation>
        </message>
        <message>
            <source>The citizen agreed.</source>
            <translation>Công dân đã đồng ý.</translation>
        </message>
        <message>
            <source>The citizen did not agree.</source>
            <translation>Công dân không đồng ý.</translation>
        </message>
        <message>
            <source>Ask the citizen</source>
            <translation>Hỏi ý kiến công dân</translation>
        </message>
        <message>
            <source>What is asked</source>
            <translation>Nội dung hỏi</translation>
        </message>
        <message>
            <source>Ask on their screen</source>
            <translation>Hỏi trên màn hình</translation>
        </message>
        <message>
            <source>They say yes</source>
            <translation>Trả lời: đồng ý</translation>
        </message>
        <message>
            <source>They say no</source>
            <translation>Trả lời: không</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Open the citizen&apos;s dossier first.</source>
            <translation>Mở hồ sơ của công dân trước.</translation>
        </message>
        <message>
            <source>May a camera compare your face with the photo on your card? No picture is kept. Otherwise the clerk looks.</source>
            <translation>Ông/bà có đồng ý cho máy ảnh đối chiếu khuôn mặt với ảnh trên thẻ không? Không lưu ảnh. Nếu không, cán bộ tự đối chiếu.</translation>
        </message>
        <message>
            <source>Compare face and card by camera</source>
            <translation>Đối chiếu khuôn mặt với thẻ bằng máy ảnh</translation>
        </message>
    </context>
    <context>
        <name>Count</name>
        <message>
            <source>1 page</source>
            <translation>1 trang</translation>
        </message>
        <message>
            <source>{count} pages</source>
            <translation>{count} trang</translation>
        </message>
        <message>
            <source>1 copy</source>
            <translation>1 bản sao</translation>
        </message>
        <message>
            <source>{count} copies</source>
            <translation>{count} bản sao</translation>
        </message>
    </context>
    <context>
        <name>Debts</name>
        <message>
            <source>Owed to signed copies</source>
            <translation>Bản sao đã ký còn nợ</translation>
        </message>
        <message>
            <source>These copies are signed and stand. A server that did not answer in time still owes them something; the desk asks it again by itself.</source>
            <translation>Các bản sao này đã ký và có giá trị. Máy chủ không trả lời kịp nên còn thiếu như dưới đây; máy sẽ tự hỏi lại.</translation>
        </message>
        <message>
            <source>Copies that owe something</source>
            <translation>Các bản sao còn nợ</translation>
        </message>
        <message>
            <source>Nothing is owed.</source>
            <translation>Không còn nợ gì.</translation>
        </message>
        <message>
            <source>Asking the servers</source>
            <translation>Đang hỏi các máy chủ</translation>
        </message>
        <message>
            <source>Ask the servers now</source>
            <translation>Hỏi các máy chủ ngay</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Dossier</source>
            <translation>Hồ sơ</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>Owed</source>
            <translation>Còn nợ</translation>
        </message>
        <message>
            <source>Due by</source>
            <translation>Hạn</translation>
        </message>
        <message>
            <source>a time-stamp</source>
            <translation>dấu thời gian</translation>
        </message>
        <message>
            <source>data on its certificates</source>
            <translation>dữ liệu về chứng thư</translation>
        </message>
        <message>
            <source>{time}, late</source>
            <translation>{time}, quá hạn</translation>
        </message>
    </context>
    <context>
        <name>Description</name>
        <message>
            <source>Describe the paper</source>
            <translation>Mô tả giấy tờ</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Thôi</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>This cannot be.</source>
            <translation>Nội dung này không hợp lệ.</translation>
        </message>
        <message>
            <source>This must be said.</source>
            <translation>Cần nhập mục này.</translation>
        </message>
        <message>
            <source>It would end before it began.</source>
            <translation>Hết hiệu lực trước ngày ban hành.</translation>
        </message>
        <message>
            <source>unlimited</source>
            <translation>không thời hạn</translation>
        </message>
        <message>
            <source>Code of the type of paper</source>
            <translation>Mã loại giấy tờ</translation>
        </message>
        <message>
            <source>Number of whose paper it is</source>
            <translation>Số định danh chủ giấy tờ</translation>
        </message>
        <message>
            <source>Name of the paper</source>
            <translation>Tên giấy tờ</translation>
        </message>
        <message>
            <source>What it says</source>
            <translation>Trích yếu nội dung</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Có hiệu lực đến</translation>
        </message>
        <message>
            <source>Where it holds</source>
            <translation>Phạm vi có hiệu lực</translation>
        </message>
        <message>
            <source>Number on it</source>
            <translation>Số, ký hiệu</translation>
        </message>
        <message>
            <source>Issued on</source>
            <translation>Ngày ban hành</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Cơ quan ban hành</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>Người ký</translation>
        </message>
        <message>
            <source>read on page {page}, doubt {percent}</source>
            <translation>đọc ở trang {page}, độ nghi ngờ {percent}</translation>
        </message>
        <message>
            <source>the dossier&apos;s owner; the paper names another number</source>
            <translation>chủ hồ sơ; giấy tờ ghi số khác</translation>
        </message>
        <message>
            <source>the dossier&apos;s owner</source>
            <translation>chủ hồ sơ</translation>
        </message>
        <message>
            <source>from the list of procedures</source>
            <translation>theo danh mục thủ tục</translation>
        </message>
        <message>
            <source>from the settings</source>
            <translation>theo cấu hình</translation>
        </message>
    </context>
    <context>
        <name>Devices</name>
        <message>
            <source>Devices</source>
            <translation>Thiết bị</translation>
        </message>
        <message>
            <source>Scanners</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <source>No scanner was ever seen here. Switch it on, then look again.</source>
            <translation>Chưa từng thấy máy quét nào ở đây. Bật máy quét rồi kiểm tra lại.</translation>
        </message>
        <message>
            <source>Is this desk ready?</source>
            <translation>Quầy này đã sẵn sàng chưa</translation>
        </message>
        <message>
            <source>File for support</source>
            <translation>Tệp gửi hỗ trợ</translation>
        </message>
        <message>
            <source>Test page</source>
            <translation>Quét thử</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Đang kiểm tra…</translation>
        </message>
        <message>
            <source>Does not work: {count}</source>
            <translation>Chưa chạy được: {count}</translation>
        </message>
        <message>
            <source>This desk is ready.</source>
            <translation>Quầy này đã sẵn sàng.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Kiểm tra lại</translation>
        </message>
        <message>
            <source>Scanner</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>Crashes of its driver</source>
            <translation>Số lần hỏng</translation>
        </message>
        <message>
            <source>Last test page</source>
            <translation>Lần quét thử gần nhất</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Hạng mục</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Việc cần làm</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Sẵn sàng</translation>
        </message>
        <message>
            <source>Does not answer</source>
            <translation>Không trả lời</translation>
        </message>
        <message>
            <source>Last answered {moment}</source>
            <translation>Trả lời lần cuối {moment}</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>Từng bước</translation>
        </message>
    </context>
    <context>
        <name>Doctor</name>
        <message>
            <source>Settings</source>
            <translation>Thiết lập</translation>
        </message>
        <message>
            <source>Room on the disk</source>
            <translation>Chỗ trống trên đĩa</translation>
        </message>
        <message>
            <source>Fonts</source>
            <translation>Phông chữ</translation>
        </message>
        <message>
            <source>Reading of texts</source>
            <translation>Đọc chữ</translation>
        </message>
        <message>
            <source>Second reader</source>
            <translation>Bộ đọc thứ hai</translation>
        </message>
        <message>
            <source>Spelling dictionary</source>
            <translation>Từ điển chính tả</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>Chứng thư được tin cậy</translation>
        </message>
        <message>
            <source>Time-stamp server</source>
            <translation>Máy chủ dấu thời gian</translation>
        </message>
        <message>
            <source>New versions</source>
            <translation>Phiên bản mới</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>Kho dữ liệu</translation>
        </message>
        <message>
            <source>Encryption</source>
            <translation>Mã hóa</translation>
        </message>
        <message>
            <source>Second copy of the store</source>
            <translation>Bản sao lưu thứ hai</translation>
        </message>
        <message>
            <source>Certification numbers</source>
            <translation>Số chứng thực</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Người dùng</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Scanner</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <source>Central</source>
            <translation>Trung tâm</translation>
        </message>
        <message>
            <source>Well</source>
            <translation>Tốt</translation>
        </message>
        <message>
            <source>To be seen to</source>
            <translation>Cần lưu ý</translation>
        </message>
        <message>
            <source>Does not work</source>
            <translation>Chưa chạy được</translation>
        </message>
        <message>
            <source>Card reader</source>
            <translation>Đầu đọc thẻ</translation>
        </message>
        <message>
            <source>Face check</source>
            <translation>Đối chiếu khuôn mặt</translation>
        </message>
    </context>
    <context>
        <name>DossierPanel</name>
        <message>
            <source>At another desk, valid at central, {time}:</source>
            <translation>Ở bàn khác, trung tâm đang giữ, {time}:</translation>
        </message>
        <message>
            <source>At another desk, {time}:</source>
            <translation>Ở bàn khác, {time}:</translation>
        </message>
        <message>
            <source>number {number}</source>
            <translation>số {number}</translation>
        </message>
        <message>
            <source>Open dossier</source>
            <translation>Hồ sơ đang mở</translation>
        </message>
        <message>
            <source>No dossier is open. Choose one in the list and press Enter, or press F2 to receive a new one.</source>
            <translation>Chưa mở hồ sơ nào. Chọn trong danh sách rồi nhấn Enter, hoặc nhấn F2 để tiếp nhận hồ sơ mới.</translation>
        </message>
        <message>
            <source>Papers of the dossier</source>
            <translation>Giấy tờ của hồ sơ</translation>
        </message>
        <message>
            <source>Steps and slips</source>
            <translation>Quá trình và phiếu</translation>
        </message>
    </context>
    <context>
        <name>Dossiers</name>
        <message>
            <source>In which order</source>
            <translation>Xếp theo</translation>
        </message>
        <message>
            <source>Change the order (F6)</source>
            <translation>Đổi cách xếp (F6)</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Mới nhất trước</translation>
        </message>
        <message>
            <source>By given name</source>
            <translation>Theo tên (A–Z)</translation>
        </message>
        <message>
            <source>Dossier</source>
            <translation>Mã hồ sơ</translation>
        </message>
        <message>
            <source>Requester</source>
            <translation>Người yêu cầu</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Giấy tờ</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Các bước</translation>
        </message>
        <message>
            <source>Where it lies</source>
            <translation>Nơi giữ</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Hẹn trả</translation>
        </message>
        <message>
            <source>Received {moment}</source>
            <translation>Tiếp nhận {moment}</translation>
        </message>
        <message>
            <source>Dossiers</source>
            <translation>Hồ sơ</translation>
        </message>
        <message>
            <source>Which ones</source>
            <translation>Chọn loại</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tất cả</translation>
        </message>
        <message>
            <source>Not signed yet</source>
            <translation>Chưa ký</translation>
        </message>
        <message>
            <source>Not handed over yet</source>
            <translation>Chưa trả kết quả</translation>
        </message>
        <message>
            <source>Refused by central</source>
            <translation>Trung tâm từ chối</translation>
        </message>
        <message>
            <source>Nothing found. Search for less, or choose All.</source>
            <translation>Không tìm thấy. Gõ ít chữ hơn, hoặc chọn Tất cả.</translation>
        </message>
        <message>
            <source>No dossiers yet. Press F2 to receive the first one.</source>
            <translation>Chưa có hồ sơ nào. Bấm F2 để tiếp nhận hồ sơ đầu tiên.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>The newest {count} are listed. Search to find others.</source>
            <translation>Chỉ hiện {count} hồ sơ mới nhất. Tìm kiếm để thấy hồ sơ khác.</translation>
        </message>
        <message>
            <source>Dossiers for procedures</source>
            <translation>Hồ sơ thủ tục</translation>
        </message>
        <message>
            <source>None. Choose All to see every dossier.</source>
            <translation>Không có hồ sơ nào. Chọn Tất cả để xem mọi hồ sơ.</translation>
        </message>
        <message>
            <source>Steps and slips</source>
            <translation>Quá trình và phiếu</translation>
        </message>
        <message>
            <source>Procedures: due today</source>
            <translation>Thủ tục: hẹn trả hôm nay</translation>
        </message>
        <message>
            <source>Procedures: due soon</source>
            <translation>Thủ tục: sắp đến hạn</translation>
        </message>
        <message>
            <source>Procedures: late</source>
            <translation>Thủ tục: quá hạn</translation>
        </message>
        <message>
            <source>Procedures: likely to be late</source>
            <translation>Thủ tục: có thể trễ hạn</translation>
        </message>
        <message>
            <source>Procedures: in work</source>
            <translation>Thủ tục: đang giải quyết</translation>
        </message>
        <message>
            <source>Procedures: result to hand over</source>
            <translation>Thủ tục: chờ trả kết quả</translation>
        </message>
        <message>
            <source>Procedure</source>
            <translation>Thủ tục</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>With</source>
            <translation>Đang ở</translation>
        </message>
        <message>
            <source>Likely late</source>
            <translation>Có thể trễ</translation>
        </message>
        <message>
            <source>Of {count} earlier ones that were open as long, {late} became late.</source>
            <translation>Trong {count} hồ sơ trước cùng mức thời gian, {late} hồ sơ trễ hạn.</translation>
        </message>
        <message>
            <source>{who}, since {moment}; by {login}</source>
            <translation>{who}, từ {moment}; người chuyển: {login}</translation>
        </message>
    </context>
    <context>
        <name>Due</name>
        <message>
            <source>Late: {day}</source>
            <translation>Quá hẹn {day}</translation>
        </message>
        <message>
            <source>Late: due {moment}</source>
            <translation>Quá hẹn trả: {moment}</translation>
        </message>
        <message>
            <source>Due {moment}</source>
            <translation>Hẹn trả {moment}</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>Chờ bổ sung</translation>
        </message>
    </context>
    <context>
        <name>Fee</name>
        <message>
            <source>Slip for the citizen</source>
            <translation>Giấy hẹn</translation>
        </message>
        <message>
            <source>What was received, its cost, when to come for it (Ctrl+B)</source>
            <translation>Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Ctrl+B)</translation>
        </message>
        <message>
            <source>Change the fee</source>
            <translation>Đổi mức phí</translation>
        </message>
        <message>
            <source>Charge the fee</source>
            <translation>Thu phí</translation>
        </message>
        <message>
            <source>No fee: {ground}</source>
            <translation>Không thu phí: {ground}</translation>
        </message>
        <message>
            <source>{percent} % less: {ground}</source>
            <translation>Giảm {percent}% phí: {ground}</translation>
        </message>
        <message>
            <source>Fee: {amount}</source>
            <translation>Phí: {amount}</translation>
        </message>
        <message>
            <source>Fee: by the pages, once they are scanned</source>
            <translation>Phí: tính theo số trang khi đã quét</translation>
        </message>
        <message>
            <source>Photocopies: {amount}</source>
            <translation>Tiền sao chụp: {amount}</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Fields</source>
            <translation>Các mục</translation>
        </message>
        <message>
            <source>Kind of paper</source>
            <translation>Loại giấy tờ</translation>
        </message>
        <message>
            <source>None of the known kinds</source>
            <translation>Không thuộc loại nào đã biết</translation>
        </message>
        <message>
            <source>What is said twice agrees.</source>
            <translation>Những gì ghi hai lần đều khớp.</translation>
        </message>
        <message>
            <source>{value} (read: {read})</source>
            <translation>{value} (máy đọc: {read})</translation>
        </message>
    </context>
    <context>
        <name>FirstRun</name>
        <message>
            <source>Whose desk this is</source>
            <translation>Bàn làm việc của cơ quan nào</translation>
        </message>
        <message>
            <source>This stands on every copy and in the register.</source>
            <translation>Ghi trên mỗi bản sao và trong sổ.</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Agency</source>
            <translation>Cơ quan</translation>
        </message>
        <message>
            <source>Its code</source>
            <translation>Mã cơ quan</translation>
        </message>
        <message>
            <source>Who certifies</source>
            <translation>Người thực hiện chứng thực</translation>
        </message>
        <message>
            <source>Look-up address</source>
            <translation>Địa chỉ tra cứu</translation>
        </message>
        <message>
            <source>The scanner</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <source>Switch it on, put a sheet in, choose it, scan a test page.</source>
            <translation>Bật máy, đặt một tờ giấy, chọn máy, rồi quét thử.</translation>
        </message>
        <message>
            <source>Scan a test page</source>
            <translation>Quét thử một trang</translation>
        </message>
        <message>
            <source>Scanners that answer</source>
            <translation>Máy quét đang trả lời</translation>
        </message>
        <message>
            <source>Looking for scanners…</source>
            <translation>Đang tìm máy quét…</translation>
        </message>
        <message>
            <source>No scanner answers. Check its cable.</source>
            <translation>Không máy quét nào trả lời. Kiểm tra dây nối.</translation>
        </message>
        <message>
            <source>A page came: {width} × {height} mm at {dpi} dpi.</source>
            <translation>Đã nhận một trang: {width} × {height} mm, {dpi} dpi.</translation>
        </message>
        <message>
            <source>The tokens</source>
            <translation>Token ký số</translation>
        </message>
        <message>
            <source>Plug in the officer&apos;s token and the agency&apos;s.</source>
            <translation>Cắm token của người chứng thực và của cơ quan.</translation>
        </message>
        <message>
            <source>Sign with these</source>
            <translation>Dùng các khóa này</translation>
        </message>
        <message>
            <source>The officer&apos;s key</source>
            <translation>Khóa của người chứng thực</translation>
        </message>
        <message>
            <source>The agency&apos;s key</source>
            <translation>Khóa của cơ quan</translation>
        </message>
        <message>
            <source>No token answers, or none shows a certificate. Plug it in.</source>
            <translation>Chưa thấy token hoặc chứng thư số. Cắm token vào máy.</translation>
        </message>
        <message>
            <source>Central</source>
            <translation>Trung tâm</translation>
        </message>
        <message>
            <source>IT gives the address and a code that holds once.</source>
            <translation>Bộ phận CNTT cấp địa chỉ và mã dùng một lần.</translation>
        </message>
        <message>
            <source>Register this desk</source>
            <translation>Đăng ký bàn này</translation>
        </message>
        <message>
            <source>Address of central</source>
            <translation>Địa chỉ trung tâm</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Mã</translation>
        </message>
        <message>
            <source>Name of this desk</source>
            <translation>Tên bàn</translation>
        </message>
        <message>
            <source>A test signature</source>
            <translation>Ký thử</translation>
        </message>
        <message>
            <source>A blank page is signed with both keys and thrown away. No number is used.</source>
            <translation>Ký thử một trang trắng bằng cả hai khóa rồi bỏ đi. Không dùng số chứng thực.</translation>
        </message>
        <message>
            <source>Sign a test page</source>
            <translation>Ký thử một trang</translation>
        </message>
        <message>
            <source>Signed, {level}. {verdict}.</source>
            <translation>Đã ký, mức {level}. {verdict}.</translation>
        </message>
        <message>
            <source>A time-stamp is owed: no server answered.</source>
            <translation>Còn nợ dấu thời gian: máy chủ không trả lời.</translation>
        </message>
        <message>
            <source>This desk does not trust the certificate: ask IT for the authority&apos;s.</source>
            <translation>Máy chưa tin cậy chứng thư số này: hỏi bộ phận CNTT chứng thư của nơi cấp.</translation>
        </message>
        <message>
            <source>Is this desk ready?</source>
            <translation>Bàn đã sẵn sàng chưa</translation>
        </message>
        <message>
            <source>The same stands under Devices at any time.</source>
            <translation>Xem lại bất cứ lúc nào ở mục Thiết bị.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Xem lại</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Đang xem…</translation>
        </message>
        <message>
            <source>All lights are green. The desk is ready.</source>
            <translation>Tất cả đều tốt. Bàn đã sẵn sàng.</translation>
        </message>
        <message>
            <source>Something does not work yet.</source>
            <translation>Còn mục chưa hoạt động.</translation>
        </message>
        <message>
            <source>The desk can work. Something is to be seen to.</source>
            <translation>Bàn làm việc được. Còn mục cần xem.</translation>
        </message>
        <message>
            <source>Ward</source>
            <translation>Cơ quan</translation>
        </message>
        <message>
            <source>Scanner</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Test signature</source>
            <translation>Ký thử</translation>
        </message>
        <message>
            <source>Ready?</source>
            <translation>Sẵn sàng?</translation>
        </message>
        <message>
            <source>Set up this desk</source>
            <translation>Thiết lập bàn làm việc</translation>
        </message>
        <message>
            <source>Go on later</source>
            <translation>Để sau</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Bước tiếp</translation>
        </message>
        <message>
            <source>{step}, done</source>
            <translation>{step}, đã xong</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
    </context>
    <context>
        <name>Grounds</name>
        <message>
            <source>May this copy be made?</source>
            <translation>Có được chứng thực bản sao này không?</translation>
        </message>
        <message>
            <source>None of these stands: the copy may be made</source>
            <translation>Không có trường hợp nào dưới đây: được chứng thực</translation>
        </message>
        <message>
            <source>What exactly, for the slip</source>
            <translation>Nêu cụ thể, để ghi vào phiếu</translation>
        </message>
        <message>
            <source>Refuse, and print the slip</source>
            <translation>Từ chối và in phiếu</translation>
        </message>
        <message>
            <source>The copy may be made</source>
            <translation>Được chứng thực</translation>
        </message>
        <message>
            <source>Words on a page say that it is itself a copy. Only an original is a base.</source>
            <translation>Trên trang có chữ cho thấy đây là bản sao. Chỉ bản chính mới được dùng để chứng thực.</translation>
        </message>
        <message>
            <source>Words on a page say that it may not be copied.</source>
            <translation>Trên trang có chữ ghi không được sao chụp.</translation>
        </message>
        <message>
            <source>A page bears a stamp of secrecy.</source>
            <translation>Có trang đóng dấu mật.</translation>
        </message>
    </context>
    <context>
        <name>HandOver</name>
        <message>
            <source>Hand over the copy</source>
            <translation>Trả kết quả</translation>
        </message>
        <message>
            <source>The signed copy</source>
            <translation>Bản sao đã ký</translation>
        </message>
        <message>
            <source>The copy cannot be drawn here.</source>
            <translation>Không hiển thị được bản sao ở đây.</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Trang trước</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Trang sau</translation>
        </message>
        <message>
            <source>Send to central</source>
            <translation>Gửi về trung tâm</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>In</translation>
        </message>
        <message>
            <source>Not signed yet. Sign it first ({key}).</source>
            <translation>Chưa ký. Ký số trước ({key}).</translation>
        </message>
        <message>
            <source>No dossier is open. Choose one under Today (Ctrl+1).</source>
            <translation>Chưa mở hồ sơ nào. Chọn hồ sơ ở mục Hôm nay (Ctrl+1).</translation>
        </message>
        <message>
            <source>Handed over at {time}.</source>
            <translation>Đã trả lúc {time}.</translation>
        </message>
        <message>
            <source>Not handed over yet: save or print the copy.</source>
            <translation>Chưa trả: lưu hoặc in bản sao.</translation>
        </message>
        <message>
            <source>Save the copy</source>
            <translation>Lưu bản sao</translation>
        </message>
        <message>
            <source>Page {page} of {pages}</source>
            <translation>Trang {page}/{pages}</translation>
        </message>
        <message>
            <source>Certification number</source>
            <translation>Số chứng thực</translation>
        </message>
        <message>
            <source>Book {book}</source>
            <translation>Quyển số {book}</translation>
        </message>
        <message>
            <source>Identity code</source>
            <translation>Mã định danh bản sao</translation>
        </message>
        <message>
            <source>QR code of the look-up page</source>
            <translation>Mã QR của trang tra cứu</translation>
        </message>
        <message>
            <source>Signatures</source>
            <translation>Chữ ký số</translation>
        </message>
        <message>
            <source>A time-stamp is owed until {time}.</source>
            <translation>Còn nợ dấu thời gian, hạn {time}.</translation>
        </message>
        <message>
            <source>Data on the certificates is owed until {time}.</source>
            <translation>Còn nợ dữ liệu chứng thư, hạn {time}.</translation>
        </message>
        <message>
            <source>Central</source>
            <translation>Trung tâm</translation>
        </message>
        <message>
            <source>Save the signed copy</source>
            <translation>Lưu bản sao đã ký</translation>
        </message>
        <message>
            <source>Signatures with trusted time (PAdES {level})</source>
            <translation>Chữ ký có dấu thời gian (PAdES {level})</translation>
        </message>
        <message>
            <source>Signatures without trusted time (PAdES {level})</source>
            <translation>Chữ ký chưa có dấu thời gian (PAdES {level})</translation>
        </message>
        <message>
            <source>Nothing is sent before it is signed.</source>
            <translation>Chưa ký thì chưa gửi.</translation>
        </message>
        <message>
            <source>Central's receipt is kept.</source>
            <translation>Đã có biên nhận của trung tâm.</translation>
        </message>
        <message>
            <source>Central has it, and is checking its signatures.</source>
            <translation>Trung tâm đã nhận, đang kiểm tra chữ ký.</translation>
        </message>
        <message>
            <source>Central has it. It could not check its signatures, and will try again.</source>
            <translation>Trung tâm đã nhận nhưng chưa kiểm tra được chữ ký, sẽ kiểm tra lại.</translation>
        </message>
        <message>
            <source>Waits to be sent.</source>
            <translation>Đang chờ gửi.</translation>
        </message>
        <message>
            <source>Save to USB stick</source>
            <translation>Lưu vào USB</translation>
        </message>
    </context>
    <context>
        <name>IdNumber</name>
        <message>
            <source>By the number: a man, born in {year}</source>
            <translation>Theo số định danh: nam, sinh năm {year}</translation>
        </message>
        <message>
            <source>By the number: a woman, born in {year}</source>
            <translation>Theo số định danh: nữ, sinh năm {year}</translation>
        </message>
        <message>
            <source>A number has 12 digits, an old one 9.</source>
            <translation>Số định danh có 12 chữ số, số CMND cũ có 9.</translation>
        </message>
        <message>
            <source>No province has the code {province}.</source>
            <translation>Không có tỉnh, thành phố nào mang mã {province}.</translation>
        </message>
        <message>
            <source>Code {province} is not given to new numbers any more.</source>
            <translation>Mã {province} không còn cấp cho số mới.</translation>
        </message>
        <message>
            <source>By the number, born in {year}: that is yet to come.</source>
            <translation>Theo số định danh, sinh năm {year}: năm này chưa tới.</translation>
        </message>
        <message>
            <source>By the number, born in {year}: compare with the card.</source>
            <translation>Theo số định danh, sinh năm {year}: xem lại với thẻ.</translation>
        </message>
        <message>
            <source>By the number a man: compare with the card.</source>
            <translation>Theo số định danh là nam: xem lại với thẻ.</translation>
        </message>
        <message>
            <source>By the number a woman: compare with the card.</source>
            <translation>Theo số định danh là nữ: xem lại với thẻ.</translation>
        </message>
    </context>
    <context>
        <name>Interlude</name>
        <message>
            <source>Last good side</source>
            <translation>Mặt tốt cuối cùng</translation>
        </message>
        <message>
            <source>Saved: {sides} sides of {sheets} sheets.</source>
            <translation>Đã lưu {sides} mặt của {sheets} tờ.</translation>
        </message>
        <message>
            <source>Saved: {sides} sides.</source>
            <translation>Đã lưu {sides} mặt.</translation>
        </message>
        <message>
            <source>Take the whole pile out, turn it over as it is, without sorting it, and put it back into the feeder. The sides then find their places by themselves.</source>
            <translation>Lấy cả xấp ra, lật ngược cả xấp, không xếp lại, rồi đặt vào khay nạp. Các mặt sẽ tự về đúng chỗ.</translation>
        </message>
        <message>
            <source>The picture shows the last good side. Put the sheets behind it back in, in their order. A sheet that was scanned already and goes in again is left out by itself.</source>
            <translation>Ảnh bên cạnh là mặt tốt cuối cùng. Đặt lại vào khay các tờ sau tờ ấy, đúng thứ tự. Tờ đã quét mà lỡ đưa vào lại sẽ tự được bỏ ra.</translation>
        </message>
        <message>
            <source>Lay its other side on the glass. Both sides then come onto one page.</source>
            <translation>Đặt mặt kia của thẻ xuống mặt kính. Hai mặt sẽ nằm chung trên một trang.</translation>
        </message>
        <message>
            <source>Turn the card over.</source>
            <translation>Lật mặt thẻ.</translation>
        </message>
        <message>
            <source>Turn the pile over.</source>
            <translation>Lật cả xấp giấy.</translation>
        </message>
        <message>
            <source>Turned sheet by sheet, in the same order</source>
            <translation>Lật từng tờ, giữ nguyên thứ tự tờ</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>By given name, or the newest first</source>
            <translation>Xếp theo tên gọi, hoặc mới nhất trước</translation>
        </message>
        <message>
            <source>Grounds for refusing</source>
            <translation>Căn cứ từ chối</translation>
        </message>
        <message>
            <source>Sign all that is ready</source>
            <translation>Ký tất cả bản sao đã sẵn sàng</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Phím tắt</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Mọi nơi</translation>
        </message>
        <message>
            <source>The next step, as the blue button says</source>
            <translation>Bước tiếp theo, như nút màu xanh</translation>
        </message>
        <message>
            <source>Receive a new dossier</source>
            <translation>Tiếp nhận hồ sơ mới</translation>
        </message>
        <message>
            <source>Show or hide all messages</source>
            <translation>Hiện hoặc ẩn các thông báo</translation>
        </message>
        <message>
            <source>Show or hide the open dossier</source>
            <translation>Hiện hoặc ẩn hồ sơ đang mở</translation>
        </message>
        <message>
            <source>This sheet</source>
            <translation>Bảng phím tắt này</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Tìm</translation>
        </message>
        <message>
            <source>Open the dossier at its next step</source>
            <translation>Mở hồ sơ ở bước tiếp theo</translation>
        </message>
        <message>
            <source>Choose a picture of the card</source>
            <translation>Chọn ảnh thẻ căn cước</translation>
        </message>
        <message>
            <source>Scan more</source>
            <translation>Quét thêm trang</translation>
        </message>
        <message>
            <source>Stop scanning</source>
            <translation>Dừng quét</translation>
        </message>
        <message>
            <source>Look for scanners again</source>
            <translation>Tìm lại máy quét</translation>
        </message>
        <message>
            <source>Same as the original, or as typed; next doubt</source>
            <translation>Giống bản chính, hoặc như vừa gõ; sang chữ ngờ sau</translation>
        </message>
        <message>
            <source>The doubt before</source>
            <translation>Chữ ngờ trước</translation>
        </message>
        <message>
            <source>Page before, next page</source>
            <translation>Trang trước, trang sau</translation>
        </message>
        <message>
            <source>Smaller, larger, fit</source>
            <translation>Thu nhỏ, phóng to, vừa khung</translation>
        </message>
        <message>
            <source>Compare this page again</source>
            <translation>Đối chiếu lại trang này</translation>
        </message>
        <message>
            <source>Go to what the copy lacks, or sign</source>
            <translation>Đến chỗ còn thiếu, hoặc ký</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>In</translation>
        </message>
        <message>
            <source>Send to central</source>
            <translation>Gửi về trung tâm</translation>
        </message>
        <message>
            <source>Turn the page left, right</source>
            <translation>Xoay trang sang trái, sang phải</translation>
        </message>
        <message>
            <source>A separator sheet, to print or save</source>
            <translation>Tờ ngăn, để in hoặc lưu</translation>
        </message>
        <message>
            <source>Add pages from files, paste a picture</source>
            <translation>Thêm trang từ tệp, dán ảnh</translation>
        </message>
        <message>
            <source>Choose several pages</source>
            <translation>Chọn nhiều trang</translation>
        </message>
        <message>
            <source>Crop the page, cut it in two</source>
            <translation>Cắt bớt lề trang, tách trang làm hai</translation>
        </message>
        <message>
            <source>Do what is suggested, leave it</source>
            <translation>Làm theo gợi ý, để nguyên</translation>
        </message>
        <message>
            <source>Join the pages chosen on one</source>
            <translation>Ghép các trang đã chọn vào một trang</translation>
        </message>
        <message>
            <source>Move the pages chosen up, down</source>
            <translation>Chuyển các trang đã chọn lên, xuống</translation>
        </message>
        <message>
            <source>Remove the pages chosen in the list of pages</source>
            <translation>Bỏ các trang đã chọn trong dãy trang</translation>
        </message>
        <message>
            <source>Scan more behind the page in hand</source>
            <translation>Quét chèn vào sau trang đang xem</translation>
        </message>
        <message>
            <source>Scan the page in hand again, in its place</source>
            <translation>Quét lại trang đang xem, thay vào chỗ cũ</translation>
        </message>
        <message>
            <source>Take back an act on pages, do it again</source>
            <translation>Hoàn tác thao tác trang, làm lại</translation>
        </message>
        <message>
            <source>Clean up the pages chosen</source>
            <translation>Làm sạch các trang đã chọn</translation>
        </message>
        <message>
            <source>Make another paper of the pages chosen</source>
            <translation>Tách các trang đã chọn thành giấy tờ khác</translation>
        </message>
        <message>
            <source>Check a signed PDF</source>
            <translation>Kiểm tra tệp PDF đã ký</translation>
        </message>
        <message>
            <source>What is owed to signed copies</source>
            <translation>Những gì bản sao đã ký còn nợ</translation>
        </message>
        <message>
            <source>Take back the last correction</source>
            <translation>Hoàn tác lần sửa gần nhất</translation>
        </message>
        <message>
            <source>Save to USB stick</source>
            <translation>Lưu vào USB</translation>
        </message>
        <message>
            <source>Print the book or the month</source>
            <translation>In cả quyển hoặc theo tháng</translation>
        </message>
        <message>
            <source>Save it as a spreadsheet</source>
            <translation>Lưu thành bảng tính</translation>
        </message>
        <message>
            <source>Cancel a number that is not signed</source>
            <translation>Hủy số đã giữ mà chưa ký</translation>
        </message>
        <message>
            <source>Text, fields or another paper beside the picture</source>
            <translation>Xem văn bản, các mục hoặc bản khác cạnh ảnh</translation>
        </message>
        <message>
            <source>Another paper: scan it, open a file</source>
            <translation>Bản khác: quét, mở tệp</translation>
        </message>
        <message>
            <source>Another paper: show it in the page&apos;s place</source>
            <translation>Bản khác: hiện thay cho trang</translation>
        </message>
        <message>
            <source>Send what was refused again</source>
            <translation>Gửi lại bản bị từ chối</translation>
        </message>
        <message>
            <source>Open the copy</source>
            <translation>Mở bản sao</translation>
        </message>
        <message>
            <source>Lock the screen, where people sign in</source>
            <translation>Khóa màn hình, khi bàn này có đăng nhập</translation>
        </message>
        <message>
            <source>Change your password, where people sign in</source>
            <translation>Đổi mật khẩu, khi bàn này có đăng nhập</translation>
        </message>
        <message>
            <source>No word: a pen stroke or a stain</source>
            <translation>Không phải chữ: nét bút hoặc vết bẩn</translation>
        </message>
        <message>
            <source>Scan a test page</source>
            <translation>Quét thử một trang</translation>
        </message>
        <message>
            <source>Save the file for support</source>
            <translation>Lưu tệp gửi hỗ trợ</translation>
        </message>
        <message>
            <source>Read a card through the camera</source>
            <translation>Đọc thẻ bằng máy ảnh</translation>
        </message>
        <message>
            <source>Print the slip for the citizen</source>
            <translation>In giấy hẹn cho công dân</translation>
        </message>
        <message>
            <source>Copies that the citizen already has</source>
            <translation>Bản sao điện tử công dân đã có</translation>
        </message>
        <message>
            <source>The papers of the open dossier, and its pile</source>
            <translation>Giấy tờ của hồ sơ đang mở và tập trang</translation>
        </message>
        <message>
            <source>At the papers: give the page in hand to that paper</source>
            <translation>Ở bảng giấy tờ: xếp trang đang chọn vào giấy tờ số đó</translation>
        </message>
        <message>
            <source>At the papers: choose for the page or paper in hand</source>
            <translation>Ở bảng giấy tờ: chọn giấy tờ cho trang, ghi tình trạng giấy tờ</translation>
        </message>
        <message>
            <source>At the papers: describe the paper in hand</source>
            <translation>Ở bảng giấy tờ: mô tả giấy tờ đang chọn</translation>
        </message>
        <message>
            <source>At the papers: the other list</source>
            <translation>Ở bảng giấy tờ: sang danh sách kia</translation>
        </message>
        <message>
            <source>The original says something else here</source>
            <translation>Bản chính ở đây ghi khác</translation>
        </message>
        <message>
            <source>Reports of today and this month</source>
            <translation>Báo cáo hôm nay và tháng này</translation>
        </message>
        <message>
            <source>Choose another key</source>
            <translation>Chọn phím khác</translation>
        </message>
        <message>
            <source>Press a key of the list to choose another.</source>
            <translation>Bấm vào một phím trong bảng để chọn phím khác.</translation>
        </message>
        <message>
            <source>The new key</source>
            <translation>Phím mới</translation>
        </message>
        <message>
            <source>The window's own keys again</source>
            <translation>Trở về phím mặc định</translation>
        </message>
        <message>
            <source>Press the new key for {key}.</source>
            <translation>Bấm phím mới thay cho {key}.</translation>
        </message>
        <message>
            <source>Chosen: {key}.</source>
            <translation>Đã chọn: {key}.</translation>
        </message>
        <message>
            <source>All keys are the window's own again.</source>
            <translation>Mọi phím đã trở về mặc định.</translation>
        </message>
        <message>
            <source>{key} does something else already. Press another key.</source>
            <translation>{key} đã dùng cho việc khác. Hãy bấm phím khác.</translation>
        </message>
        <message>
            <source>{key} is for typing. Press a function key, or one together with Ctrl.</source>
            <translation>{key} dùng để gõ chữ. Hãy bấm phím F, hoặc phím cùng với Ctrl.</translation>
        </message>
        <message>
            <source>Keep an interrupted scan, set it aside</source>
            <translation>Giữ lại, hoặc để riêng lượt quét bị gián đoạn</translation>
        </message>
        <message>
            <source>Steps and slips of the open dossier</source>
            <translation>Quá trình và phiếu của hồ sơ đang mở</translation>
        </message>
        <message>
            <source>At the steps: move it to the state of that number</source>
            <translation>Trong Quá trình: chuyển tới trạng thái mang số đó</translation>
        </message>
        <message>
            <source>At the steps: print again, a slip, by e-mail</source>
            <translation>Trong Quá trình: in lại, in phiếu, gửi thư</translation>
        </message>
        <message>
            <source>The cashier's receipts, and the day's close</source>
            <translation>Phiếu thu và khóa sổ thu trong ngày</translation>
        </message>
        <message>
            <source>What is late or due today</source>
            <translation>Hồ sơ quá hạn hoặc hẹn trả hôm nay</translation>
        </message>
        <message>
            <source>For copies, or for a procedure</source>
            <translation>Chứng thực bản sao, hoặc hồ sơ thủ tục</translation>
        </message>
        <message>
            <source>Cut a batch apart at its sheets</source>
            <translation>Chia các hồ sơ theo tờ ngăn</translation>
        </message>
        <message>
            <source>Open a new lot</source>
            <translation>Mở lô mới</translation>
        </message>
        <message>
            <source>Open the lot, or the dossier</source>
            <translation>Mở lô, mở hồ sơ</translation>
        </message>
        <message>
            <source>The next dossier: scan it, add files</source>
            <translation>Hồ sơ tiếp theo: quét, thêm tệp</translation>
        </message>
        <message>
            <source>The dossier in hand is done</source>
            <translation>Hồ sơ đang chọn đã xong</translation>
        </message>
        <message>
            <source>Type fields a second time, decide differences</source>
            <translation>Nhập lần hai, quyết định chỗ khác nhau</translation>
        </message>
        <message>
            <source>Hand the lot in for its check</source>
            <translation>Giao lô để kiểm tra</translation>
        </message>
        <message>
            <source>The dossier is right, is wrong</source>
            <translation>Hồ sơ đúng, hồ sơ sai</translation>
        </message>
        <message>
            <source>Save the figures as a spreadsheet</source>
            <translation>Lưu thống kê thành bảng tính</translation>
        </message>
        <message>
            <source>Stop, or back to all lots</source>
            <translation>Dừng, hoặc về danh sách lô</translation>
        </message>
        <message>
            <source>The citizen&apos;s screen: open it, put it away</source>
            <translation>Mở, đóng màn hình cho người dân</translation>
        </message>
        <message>
            <source>Ask the citizen for a consent</source>
            <translation>Hỏi ý kiến công dân</translation>
        </message>
        <message>
            <source>What went wrong, what is safe, what to do</source>
            <translation>Sự cố: chuyện gì, những gì vẫn an toàn, việc cần làm</translation>
        </message>
        <message>
            <source>Set the desk up, step by step</source>
            <translation>Thiết lập bàn làm việc từng bước</translation>
        </message>
        <message>
            <source>Call the next number, where the queue is used</source>
            <translation>Gọi số tiếp theo, nơi dùng lấy số</translation>
        </message>
        <message>
            <source>At the papers: fill in the citizen's form</source>
            <translation>Ở giấy tờ hồ sơ: điền tờ khai cho người dân</translation>
        </message>
        <message>
            <source>At the steps: take the fee, or cancel its receipt</source>
            <translation>Ở các bước: thu phí, hoặc hủy phiếu thu</translation>
        </message>
        <message>
            <source>At the papers: sign what is described</source>
            <translation>Ở giấy tờ: ký những gì đã mô tả</translation>
        </message>
        <message>
            <source>Read the card&apos;s chip on the card reader</source>
            <translation>Đọc chip trên thẻ bằng đầu đọc thẻ</translation>
        </message>
        <message>
            <source>Let the citizen confirm by their phone</source>
            <translation>Để người dân xác nhận bằng điện thoại</translation>
        </message>
        <message>
            <source>Hold the citizen&apos;s face against their card</source>
            <translation>Đối chiếu khuôn mặt công dân với thẻ</translation>
        </message>
        <message>
            <source>Receive, then check the face</source>
            <translation>Tiếp nhận, rồi đối chiếu khuôn mặt</translation>
        </message>
    </context>
    <context>
        <name>Light</name>
        <message>
            <source>At this desk</source>
            <translation>Tại quầy</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>Đang gửi</translation>
        </message>
        <message>
            <source>Safe at central</source>
            <translation>Đã ở trung tâm</translation>
        </message>
        <message>
            <source>Refused by central</source>
            <translation>Trung tâm từ chối</translation>
        </message>
    </context>
    <context>
        <name>Mail</name>
        <message>
            <source>Address</source>
            <translation>Địa chỉ</translation>
        </message>
        <message>
            <source>The citizen's e-mail address</source>
            <translation>Địa chỉ thư điện tử của công dân</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Gửi</translation>
        </message>
        <message>
            <source>Send the copy to this address (Enter)</source>
            <translation>Gửi bản sao đến địa chỉ này (Enter)</translation>
        </message>
        <message>
            <source>By e-mail</source>
            <translation>Qua thư điện tử</translation>
        </message>
        <message>
            <source>{address}: sent at {time}</source>
            <translation>{address}: đã gửi lúc {time}</translation>
        </message>
        <message>
            <source>{address}: the mail server refused it</source>
            <translation>{address}: máy chủ thư từ chối</translation>
        </message>
        <message>
            <source>{address}: waiting for the mail server</source>
            <translation>{address}: đang chờ máy chủ thư</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>Messages</source>
            <translation>Thông báo</translation>
        </message>
        <message>
            <source>No messages yet.</source>
            <translation>Chưa có thông báo.</translation>
        </message>
        <message>
            <source>What is safe, whom to ask</source>
            <translation>Xem những gì vẫn an toàn</translation>
        </message>
    </context>
    <context>
        <name>Mismatch</name>
        <message>
            <source>The number is not the same everywhere:</source>
            <translation>Số định danh không giống nhau:</translation>
        </message>
        <message>
            <source>The name is not the same everywhere:</source>
            <translation>Họ tên không giống nhau:</translation>
        </message>
        <message>
            <source>The date of birth is not the same everywhere:</source>
            <translation>Ngày sinh không giống nhau:</translation>
        </message>
        <message>
            <source>The sex is not the same everywhere:</source>
            <translation>Giới tính không giống nhau:</translation>
        </message>
        <message>
            <source>The end of validity is not the same everywhere:</source>
            <translation>Ngày hết hạn không giống nhau:</translation>
        </message>
        <message>
            <source>QR code</source>
            <translation>Mã QR</translation>
        </message>
        <message>
            <source>Three lines at the back</source>
            <translation>Ba dòng ở mặt sau</translation>
        </message>
        <message>
            <source>Printed, as read</source>
            <translation>Chữ in, theo máy đọc</translation>
        </message>
        <message>
            <source>Dossier {code}</source>
            <translation>Hồ sơ {code}</translation>
        </message>
        <message>
            <source>Chip</source>
            <translation>Chip</translation>
        </message>
    </context>
    <context>
        <name>Note</name>
        <message>
            <source>It is on record that no ground for refusing stands.</source>
            <translation>Đã ghi nhận: không có căn cứ từ chối chứng thực.</translation>
        </message>
        <message>
            <source>The refusal is on record. Give the citizen the slip.</source>
            <translation>Đã ghi nhận việc từ chối. Trao phiếu từ chối cho công dân.</translation>
        </message>
        <message>
            <source>{signed} of {count} copies were signed.</source>
            <translation>Đã ký {signed} trên {count} bản sao.</translation>
        </message>
        <message>
            <source>Dossier {code} received.</source>
            <translation>Đã tiếp nhận hồ sơ {code}.</translation>
        </message>
        <message>
            <source>The card was read. Check the form against it.</source>
            <translation>Đã đọc thẻ. Kiểm tra lại với thẻ.</translation>
        </message>
        <message>
            <source>{pages} saved.</source>
            <translation>Đã lưu {pages}.</translation>
        </message>
        <message>
            <source>Scan stopped. {pages} saved.</source>
            <translation>Đã dừng quét. Đã lưu {pages}.</translation>
        </message>
        <message>
            <source>Signed: number {number}, book {book}.</source>
            <translation>Đã ký: số {number}, quyển số {book}.</translation>
        </message>
        <message>
            <source>Saved as {file}.</source>
            <translation>Đã lưu thành {file}.</translation>
        </message>
        <message>
            <source>Sent to the printer.</source>
            <translation>Đã gửi đến máy in.</translation>
        </message>
        <message>
            <source>Central took {accepted}, and refused {refused}: see Synchronise.</source>
            <translation>Trung tâm nhận {accepted}, từ chối {refused}: xem mục Đồng bộ.</translation>
        </message>
        <message>
            <source>Central took what was sent: {accepted}.</source>
            <translation>Trung tâm đã nhận: {accepted}.</translation>
        </message>
        <message>
            <source>Nothing was waiting for central.</source>
            <translation>Không có gì chờ gửi.</translation>
        </message>
        <message>
            <source>New register numbers for {book}.</source>
            <translation>Đã nhận thêm số cho quyển {book}.</translation>
        </message>
        <message>
            <source>Still waiting for central: {queued}.</source>
            <translation>Còn chờ gửi về trung tâm: {queued}.</translation>
        </message>
        <message>
            <source>The last act on the pages was taken back.</source>
            <translation>Đã hoàn tác thao tác trang vừa làm.</translation>
        </message>
        <message>
            <source>There is no act on the pages to take back.</source>
            <translation>Không còn thao tác trang nào để hoàn tác.</translation>
        </message>
        <message>
            <source>No act on the pages was taken back.</source>
            <translation>Không có thao tác trang nào vừa hoàn tác.</translation>
        </message>
        <message>
            <source>Removed: {pages}. Ctrl+Z brings them back.</source>
            <translation>Đã bỏ {pages}. Ctrl+Z để lấy lại.</translation>
        </message>
        <message>
            <source>Scanned twice, so left out: {pages}. Ctrl+Z brings them back.</source>
            <translation>Quét trùng nên đã bỏ ra: {pages}. Ctrl+Z để lấy lại.</translation>
        </message>
        <message>
            <source>The act on the pages was done again.</source>
            <translation>Đã làm lại thao tác trang vừa hoàn tác.</translation>
        </message>
        <message>
            <source>Set aside: {pages}. They stay until they are kept.</source>
            <translation>Đã để riêng {pages}. Các trang vẫn còn đó cho đến khi được giữ lại.</translation>
        </message>
        <message>
            <source>The batch was cut: pages went to {parts} papers. Ctrl+Z brings them back.</source>
            <translation>Đã cắt tập: các trang sang {parts} giấy tờ. Ctrl+Z để lấy lại.</translation>
        </message>
        <message>
            <source>{pages} of the interrupted scan saved.</source>
            <translation>Đã giữ lại {pages} của lần quét dở dang.</translation>
        </message>
        <message>
            <source>Another paper was made of {pages}. See Today.</source>
            <translation>Đã tách {pages} thành giấy tờ khác của hồ sơ. Xem ở Hôm nay.</translation>
        </message>
        <message>
            <source>Cleaned up: {pages}. The scan itself is kept.</source>
            <translation>Đã làm sạch {pages}. Bản quét gốc vẫn được giữ.</translation>
        </message>
        <message>
            <source>There was nothing to clean up.</source>
            <translation>Không có gì cần làm sạch.</translation>
        </message>
        <message>
            <source>Sent by e-mail: {copies}.</source>
            <translation>Đã gửi qua thư điện tử: {copies}.</translation>
        </message>
        <message>
            <source>This copy was sent to that address before.</source>
            <translation>Bản sao này đã gửi đến địa chỉ đó trước đây.</translation>
        </message>
        <message>
            <source>Nothing is owed to signed copies any more.</source>
            <translation>Các bản sao đã ký không còn nợ gì.</translation>
        </message>
        <message>
            <source>Copies that got what they were owed: {paid}. Still owing: {owing}.</source>
            <translation>Số bản sao đã được bổ sung: {paid}. Còn nợ: {owing}.</translation>
        </message>
        <message>
            <source>The last correction was taken back.</source>
            <translation>Đã hoàn tác lần sửa gần nhất.</translation>
        </message>
        <message>
            <source>There is no correction to take back.</source>
            <translation>Không có lần sửa nào để hoàn tác.</translation>
        </message>
        <message>
            <source>The sides are as many as you counted. It is on record.</source>
            <translation>Số mặt đúng như đã đếm. Đã ghi lại.</translation>
        </message>
        <message>
            <source>Book {book} is closed with {total} signed lines.</source>
            <translation>Đã khóa sổ {book} với {total} dòng đã ký.</translation>
        </message>
        <message>
            <source>Number {number} of {book} is cancelled. It stays in the book.</source>
            <translation>Đã hủy số {number} của quyển {book}. Số vẫn ở trong sổ.</translation>
        </message>
        <message>
            <source>Test page of {device}: {width} × {height} mm at {dpi} dpi.</source>
            <translation>Quét thử bằng {device}: {width} × {height} mm, {dpi} dpi.</translation>
        </message>
        <message>
            <source>The fee was changed.</source>
            <translation>Đã đổi mức phí.</translation>
        </message>
        <message>
            <source>Your password was changed.</source>
            <translation>Đã đổi mật khẩu của bạn.</translation>
        </message>
        <message>
            <source>{pages} given to their papers. Ctrl+Z brings them back.</source>
            <translation>Đã xếp {pages} vào giấy tờ. Ctrl+Z để lấy lại.</translation>
        </message>
        <message>
            <source>The paper is described. Its code: {code}</source>
            <translation>Đã lưu mô tả giấy tờ. Mã: {code}</translation>
        </message>
        <message>
            <source>Dossier {code} was moved on.</source>
            <translation>Đã chuyển trạng thái hồ sơ {code}.</translation>
        </message>
        <message>
            <source>The slip was sent by e-mail.</source>
            <translation>Đã gửi phiếu qua thư điện tử.</translation>
        </message>
        <message>
            <source>Paid. Receipt {receipt}.</source>
            <translation>Đã thu. Số phiếu {receipt}.</translation>
        </message>
        <message>
            <source>Nothing is owed for dossier {code}.</source>
            <translation>Hồ sơ {code} không phải nộp tiền.</translation>
        </message>
        <message>
            <source>The day is closed: number {number}.</source>
            <translation>Đã khóa sổ thu, số {number}.</translation>
        </message>
        <message>
            <source>Dossiers that came of the batch: {dossiers}.</source>
            <translation>Đã chia thành {dossiers} hồ sơ.</translation>
        </message>
        <message>
            <source>Lot {lot} is open.</source>
            <translation>Đã mở lô {lot}.</translation>
        </message>
        <message>
            <source>Dossier {code} is done.</source>
            <translation>Hồ sơ {code} đã xong.</translation>
        </message>
        <message>
            <source>The lot is handed in. To be looked at: {sample} of {size} dossiers.</source>
            <translation>Đã giao lô để kiểm tra. Phải xem {sample} trong {size} hồ sơ.</translation>
        </message>
        <message>
            <source>Lot {lot} is accepted.</source>
            <translation>Lô {lot} đạt.</translation>
        </message>
        <message>
            <source>Lot {lot} goes back to be done again.</source>
            <translation>Lô {lot} bị trả lại để làm lại từ đầu.</translation>
        </message>
        <message>
            <source>Handed on: {papers} papers, in the folder {folder}.</source>
            <translation>Đã xuất {papers} giấy tờ vào thư mục {folder}.</translation>
        </message>
        <message>
            <source>Typed differently: {differing}. Somebody must decide.</source>
            <translation>Số mục nhập khác nhau: {differing}. Cần người quyết định.</translation>
        </message>
        <message>
            <source>Typed the same twice.</source>
            <translation>Hai lần nhập giống nhau.</translation>
        </message>
        <message>
            <source>It is on record that the citizen agreed.</source>
            <translation>Đã ghi nhận: công dân đồng ý.</translation>
        </message>
        <message>
            <source>It is on record that the citizen did not agree.</source>
            <translation>Đã ghi nhận: công dân không đồng ý.</translation>
        </message>
        <message>
            <source>“{paper}” stands for the paper: its signatures hold.</source>
            <translation>Đã dùng bản sao điện tử “{paper}” thay giấy tờ: chữ ký số hợp lệ.</translation>
        </message>
        <message>
            <source>Nobody waits.</source>
            <translation>Không còn ai chờ.</translation>
        </message>
        <message>
            <source>The form is kept: {form}</source>
            <translation>Đã lưu tờ khai: {form}</translation>
        </message>
        <message>
            <source>There is no form to fill in for this procedure.</source>
            <translation>Thủ tục này không có tờ khai để điền.</translation>
        </message>
        <message>
            <source>Receipt {receipt} is cancelled. The fee is owed again.</source>
            <translation>Đã hủy phiếu thu {receipt}. Hồ sơ lại phải nộp phí.</translation>
        </message>
        <message>
            <source>{signed} of {count} papers were signed.</source>
            <translation>Đã ký {signed} trên {count} giấy tờ.</translation>
        </message>
        <message>
            <source>The chip was read. Compare the portrait with the person.</source>
            <translation>Đã đọc chip. Đối chiếu ảnh với người đến.</translation>
        </message>
        <message>
            <source>{source} confirmed who the citizen is.</source>
            <translation>{source} đã xác nhận danh tính người dân.</translation>
        </message>
        <message>
            <source>Face and card were compared. The answer is kept.</source>
            <translation>Đã đối chiếu khuôn mặt với thẻ. Kết quả đã được lưu.</translation>
        </message>
    </context>
    <context>
        <name>Opening</name>
        <message>
            <source>Opening the desk…</source>
            <translation>Đang mở dữ liệu của quầy…</translation>
        </message>
    </context>
    <context>
        <name>Outbox</name>
        <message>
            <source>On the way to central</source>
            <translation>Đang gửi về trung tâm</translation>
        </message>
        <message>
            <source>Copies on their way</source>
            <translation>Các bản sao đang gửi</translation>
        </message>
        <message>
            <source>Nothing is on its way. Each signed copy is sent by itself.</source>
            <translation>Không còn gì phải gửi. Bản sao ký xong được tự động gửi đi.</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Gửi ngay</translation>
        </message>
        <message>
            <source>Send refused ones again</source>
            <translation>Gửi lại bản bị từ chối</translation>
        </message>
        <message>
            <source>Waiting: {waiting} · Refused: {refused}</source>
            <translation>Chờ gửi: {waiting} · Bị từ chối: {refused}</translation>
        </message>
        <message>
            <source>Dossier</source>
            <translation>Mã hồ sơ</translation>
        </message>
        <message>
            <source>Requester</source>
            <translation>Người yêu cầu</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Bản chính</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Từ lúc</translation>
        </message>
        <message>
            <source>Where it is</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>What holds it up</source>
            <translation>Vướng mắc</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>Chờ gửi</translation>
        </message>
        <message>
            <source>Being sent</source>
            <translation>Đang gửi</translation>
        </message>
        <message>
            <source>Being checked</source>
            <translation>Đang kiểm tra</translation>
        </message>
        <message>
            <source>Safe at central</source>
            <translation>Đã ở trung tâm</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Bị từ chối</translation>
        </message>
        <message>
            <source>Tried again {moment}.</source>
            <translation>Gửi lại lúc {moment}.</translation>
        </message>
    </context>
    <context>
        <name>PageCutting</name>
        <message>
            <source>Click, or move the line with the arrow keys.</source>
            <translation>Bấm chuột lên trang, hoặc dời vạch bằng phím mũi tên.</translation>
        </message>
        <message>
            <source>Crop</source>
            <translation>Cắt theo khung</translation>
        </message>
        <message>
            <source>Cut in two</source>
            <translation>Tách làm hai</translation>
        </message>
        <message>
            <source>Draw with the mouse, or: arrow keys pull the edges in, with Shift out.</source>
            <translation>Kéo chuột để vẽ khung; hoặc phím mũi tên thu cạnh vào, Shift + mũi tên nới ra.</translation>
        </message>
        <message>
            <source>Frame around what is kept</source>
            <translation>Khung phần giữ lại</translation>
        </message>
        <message>
            <source>Line on which the page is cut</source>
            <translation>Vạch tách trang</translation>
        </message>
    </context>
    <context>
        <name>PageStrip</name>
        <message>
            <source>Pages</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>Page {page}</source>
            <translation>Trang {page}</translation>
        </message>
        <message>
            <source>Page {page}, compared</source>
            <translation>Trang {page}, đã đối chiếu</translation>
        </message>
    </context>
    <context>
        <name>PageTools</name>
        <message>
            <source>Take back the last act on pages</source>
            <translation>Hoàn tác thao tác trang vừa làm</translation>
        </message>
        <message>
            <source>Turn the page left</source>
            <translation>Xoay trang sang trái</translation>
        </message>
        <message>
            <source>Turn the page right</source>
            <translation>Xoay trang sang phải</translation>
        </message>
        <message>
            <source>Cut the page in two</source>
            <translation>Tách trang làm hai</translation>
        </message>
        <message>
            <source>Do again what was taken back</source>
            <translation>Làm lại thao tác vừa hoàn tác</translation>
        </message>
        <message>
            <source>Join the pages chosen on one</source>
            <translation>Ghép các trang đã chọn vào một trang</translation>
        </message>
        <message>
            <source>Keep only a part of the page</source>
            <translation>Cắt bớt lề, giữ một phần trang</translation>
        </message>
        <message>
            <source>Move the pages chosen down</source>
            <translation>Chuyển các trang đã chọn xuống dưới</translation>
        </message>
        <message>
            <source>Move the pages chosen up</source>
            <translation>Chuyển các trang đã chọn lên trên</translation>
        </message>
        <message>
            <source>Scan more behind this page</source>
            <translation>Quét chèn vào sau trang này</translation>
        </message>
        <message>
            <source>Scan this page again, in its place</source>
            <translation>Quét lại trang này, thay vào chỗ cũ</translation>
        </message>
        <message>
            <source>Clean up the pages chosen: level, cut to the paper, lit</source>
            <translation>Làm sạch các trang đã chọn: nắn thẳng, cắt theo giấy, đều sáng</translation>
        </message>
        <message>
            <source>Make another paper of the pages chosen</source>
            <translation>Tách các trang đã chọn thành giấy tờ khác của hồ sơ</translation>
        </message>
    </context>
    <context>
        <name>PageWarning</name>
        <message>
            <source>Below 200 dpi: scan this page again at 300 dpi.</source>
            <translation>Dưới 200 dpi: quét lại trang này ở 300 dpi.</translation>
        </message>
        <message>
            <source>The file does not say how large the paper is: 300 dpi was taken.</source>
            <translation>Tệp không ghi khổ giấy: tạm lấy theo 300 dpi.</translation>
        </message>
        <message>
            <source>A moving picture: only its first one was taken.</source>
            <translation>Ảnh động: chỉ lấy hình đầu tiên.</translation>
        </message>
        <message>
            <source>This side is blank. Remove it?</source>
            <translation>Mặt này trống. Bỏ đi?</translation>
        </message>
        <message>
            <source>This side is nearly blank: look closely before removing it.</source>
            <translation>Mặt này gần như trống: hãy xem kỹ trước khi bỏ.</translation>
        </message>
        <message>
            <source>No text was found on this page. Is it blank?</source>
            <translation>Không thấy chữ trên trang này. Có phải trang trắng?</translation>
        </message>
        <message>
            <source>No word could be read on this page: compare its picture by eye.</source>
            <translation>Không đọc được chữ nào trên trang này: hãy đối chiếu bằng mắt.</translation>
        </message>
        <message>
            <source>This paper calls itself a copy. Only an original may be certified: look at it again.</source>
            <translation>Giấy này tự ghi là bản sao. Chỉ chứng thực từ bản chính: xem lại giấy.</translation>
        </message>
        <message>
            <source>This paper says that it must not be copied: look at it again.</source>
            <translation>Giấy này ghi không được sao chụp: xem lại giấy.</translation>
        </message>
        <message>
            <source>This paper bears a stamp of secrecy: look at it again.</source>
            <translation>Giấy tờ này có dấu mật: hãy xem lại.</translation>
        </message>
        <message>
            <source>Shown turned here, but kept and copied as it lay: turn it.</source>
            <translation>Ở đây hiện đã xoay, nhưng ảnh lưu và bản sao vẫn như khi quét: hãy xoay trang.</translation>
        </message>
        <message>
            <source>Look closely at this page ({code}).</source>
            <translation>Hãy xem kỹ trang này ({code}).</translation>
        </message>
        <message>
            <source>This page is blurred: scan it again.</source>
            <translation>Trang này bị mờ: hãy quét lại.</translation>
        </message>
        <message>
            <source>A part of this picture may have been lost on its way: look closely, or scan it again.</source>
            <translation>Một phần ảnh có thể đã mất khi truyền: hãy xem kỹ, hoặc quét lại trang này.</translation>
        </message>
        <message>
            <source>A shadow lies on this page: press it flat and scan it again.</source>
            <translation>Trang này bị bóng đổ: ép phẳng rồi quét lại.</translation>
        </message>
        <message>
            <source>A fold runs through this page: smooth it and scan it again.</source>
            <translation>Trang này có nếp gấp: vuốt phẳng rồi quét lại.</translation>
        </message>
        <message>
            <source>Something lies over the edge of this page, such as a finger: scan it again.</source>
            <translation>Mép trang bị che, có thể do ngón tay: hãy quét lại.</translation>
        </message>
        <message>
            <source>Light hides a part of this page: turn it a little and scan it again.</source>
            <translation>Ánh sáng lóa che một phần trang: xoay giấy một chút rồi quét lại.</translation>
        </message>
        <message>
            <source>Text is cut off at the edge of this page: lay it straight, scan it again.</source>
            <translation>Chữ bị mất ở mép trang: đặt giấy cho thẳng rồi quét lại.</translation>
        </message>
    </context>
    <context>
        <name>Password</name>
        <message>
            <source>Your password</source>
            <translation>Mật khẩu của bạn</translation>
        </message>
        <message>
            <source>Change your password</source>
            <translation>Đổi mật khẩu</translation>
        </message>
        <message>
            <source>Password until now</source>
            <translation>Mật khẩu hiện tại</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Mật khẩu mới</translation>
        </message>
        <message>
            <source>New password once more</source>
            <translation>Nhập lại mật khẩu mới</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Đổi</translation>
        </message>
        <message>
            <source>Changing it needs a connection to central.</source>
            <translation>Cần có kết nối với trung tâm để đổi.</translation>
        </message>
    </context>
    <context>
        <name>Papers</name>
        <message>
            <source>Papers of the dossier</source>
            <translation>Giấy tờ của hồ sơ</translation>
        </message>
        <message>
            <source>Checklist</source>
            <translation>Danh mục giấy tờ</translation>
        </message>
        <message>
            <source>Pages of the pile</source>
            <translation>Các trang trong tập</translation>
        </message>
        <message>
            <source>The pile is empty. Scan the whole dossier in one go: each page is offered to the paper it belongs to.</source>
            <translation>Tập đang trống. Hãy quét cả hồ sơ một lượt: mỗi trang sẽ được xếp vào giấy tờ của nó.</translation>
        </message>
        <message>
            <source>The page in hand</source>
            <translation>Trang đang chọn</translation>
        </message>
        <message>
            <source>Reading the pages</source>
            <translation>Đang đọc các trang</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Scan the pile</source>
            <translation>Quét cả tập</translation>
        </message>
        <message>
            <source>Open a paper of a dossier for a procedure first.</source>
            <translation>Trước hết hãy mở một hồ sơ thủ tục.</translation>
        </message>
        <message>
            <source>Give {pages}</source>
            <translation>Xếp {pages}</translation>
        </message>
        <message>
            <source>Give what is clear</source>
            <translation>Xếp các trang đã rõ</translation>
        </message>
        <message>
            <source>To look at: {pages}. A digit gives the page in hand to that paper.</source>
            <translation>Cần xem: {pages}. Bấm một chữ số để xếp trang đang chọn vào giấy tờ số đó.</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>Belongs to</source>
            <translation>Thuộc</translation>
        </message>
        <message>
            <source>Because</source>
            <translation>Căn cứ</translation>
        </message>
        <message>
            <source>Doubt</source>
            <translation>Độ nghi ngờ</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Giấy tờ</translation>
        </message>
        <message>
            <source>What is with it</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Số trang</translation>
        </message>
        <message>
            <source>scanned</source>
            <translation>đã quét</translation>
        </message>
        <message>
            <source>still to be scanned</source>
            <translation>còn phải quét</translation>
        </message>
        <message>
            <source>there already</source>
            <translation>đã có dữ liệu</translation>
        </message>
        <message>
            <source>signed already</source>
            <translation>đã ký rồi</translation>
        </message>
        <message>
            <source>kept on paper</source>
            <translation>giữ bản giấy</translation>
        </message>
        <message>
            <source>not needed</source>
            <translation>không cần nộp</translation>
        </message>
        <message>
            <source>still to be brought</source>
            <translation>còn phải bổ sung</translation>
        </message>
        <message>
            <source>still open</source>
            <translation>chưa có</translation>
        </message>
        <message>
            <source>only where there is one</source>
            <translation>chỉ khi có</translation>
        </message>
        <message>
            <source>Separator sheet</source>
            <translation>Tờ ngăn</translation>
        </message>
        <message>
            <source>One of these: {numbers}</source>
            <translation>Một trong các số: {numbers}</translation>
        </message>
        <message>
            <source>Another dossier</source>
            <translation>Hồ sơ khác</translation>
        </message>
        <message>
            <source>Not read yet</source>
            <translation>Chưa đọc</translation>
        </message>
        <message>
            <source>None of the papers</source>
            <translation>Không thuộc giấy tờ nào</translation>
        </message>
        <message>
            <source>only shown: give it back</source>
            <translation>chỉ xuất trình: trả lại</translation>
        </message>
        <message>
            <source>secret: not to be digitised</source>
            <translation>tài liệu mật: không số hóa</translation>
        </message>
        <message>
            <source>a copy: not to be digitised</source>
            <translation>bản sao: không số hóa</translation>
        </message>
        <message>
            <source>its title</source>
            <translation>tên giấy tờ</translation>
        </message>
        <message>
            <source>what is printed on it</source>
            <translation>nội dung in trên trang</translation>
        </message>
        <message>
            <source>its page number</source>
            <translation>số trang</translation>
        </message>
        <message>
            <source>its text goes on</source>
            <translation>nội dung nối tiếp</translation>
        </message>
        <message>
            <source>a blank back</source>
            <translation>mặt sau trắng</translation>
        </message>
        <message>
            <source>the page before</source>
            <translation>trang liền trước</translation>
        </message>
        <message>
            <source>the separator sheet</source>
            <translation>tờ ngăn</translation>
        </message>
        <message>
            <source>To be scanned</source>
            <translation>Sẽ quét</translation>
        </message>
        <message>
            <source>There already: not scanned again</source>
            <translation>Đã có dữ liệu: không quét lại</translation>
        </message>
        <message>
            <source>Where it is</source>
            <translation>Có ở đâu</translation>
        </message>
        <message>
            <source>Only shown, given back</source>
            <translation>Chỉ xuất trình, trả lại</translation>
        </message>
        <message>
            <source>Secret: kept on paper</source>
            <translation>Tài liệu mật: giữ bản giấy</translation>
        </message>
        <message>
            <source>A copy: kept on paper</source>
            <translation>Bản sao: giữ bản giấy</translation>
        </message>
        <message>
            <source>Not needed</source>
            <translation>Không cần nộp</translation>
        </message>
        <message>
            <source>By which rule</source>
            <translation>Theo quy định nào</translation>
        </message>
        <message>
            <source>Still to be brought</source>
            <translation>Còn phải bổ sung</translation>
        </message>
        <message>
            <source>What is missing</source>
            <translation>Còn thiếu gì</translation>
        </message>
        <message>
            <source>Describe</source>
            <translation>Mô tả</translation>
        </message>
        <message>
            <source>scanned, described</source>
            <translation>đã quét, đã mô tả</translation>
        </message>
        <message>
            <source>Steps and slips</source>
            <translation>Quá trình và phiếu</translation>
        </message>
        <message>
            <source>Fill in the form</source>
            <translation>Điền tờ khai</translation>
        </message>
        <message>
            <source>scanned, described, signed</source>
            <translation>đã quét, đã mô tả, đã ký</translation>
        </message>
        <message>
            <source>Sign ({count})</source>
            <translation>Ký ({count})</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>PIN of the token</source>
            <translation>Mã PIN của token</translation>
        </message>
        <message>
            <source>PIN of the token {label}</source>
            <translation>Mã PIN của token {label}</translation>
        </message>
        <message>
            <source>The PIN is tried once and is not kept.</source>
            <translation>Mã PIN được thử một lần và không được lưu.</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Ký</translation>
        </message>
        <message>
            <source>This token is locked. Its issuer must unlock it.</source>
            <translation>Token đã bị khóa. Nơi cấp phải mở khóa.</translation>
        </message>
        <message>
            <source>Last try before the token is locked. When in doubt, give up and ask.</source>
            <translation>Lần thử cuối trước khi token bị khóa. Không chắc thì dừng và hỏi.</translation>
        </message>
        <message>
            <source>A wrong PIN was entered before: few tries are left until it is locked.</source>
            <translation>Trước đó đã nhập sai: chỉ còn ít lần thử trước khi token bị khóa.</translation>
        </message>
        <message>
            <source>Try it, although a wrong PIN locks the token</source>
            <translation>Tôi vẫn thử, dù sai PIN là token bị khóa</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>Today</source>
            <translation>Hôm nay</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Tiếp nhận</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Quét</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Đối chiếu</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Ký số</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Trả kết quả</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>Sổ</translation>
        </message>
        <message>
            <source>Synchronise</source>
            <translation>Đồng bộ</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Thiết bị</translation>
        </message>
        <message>
            <source>Dossiers</source>
            <translation>Hồ sơ</translation>
        </message>
        <message>
            <source>Lots</source>
            <translation>Số hóa lô</translation>
        </message>
    </context>
    <context>
        <name>Print</name>
        <message>
            <source>Print</source>
            <translation>In</translation>
        </message>
        <message>
            <source>What will be printed</source>
            <translation>Bản sẽ in</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Trang trước</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Trang sau</translation>
        </message>
        <message>
            <source>One page</source>
            <translation>Từng trang</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>Part of what the interrupted scan left cannot be read.</source>
            <translation>Có phần còn lại của lần quét dở không đọc được.</translation>
        </message>
        <message>
            <source>The other pages are saved. See which sheets are missing and scan them again.</source>
            <translation>Các trang khác đã được lưu. Hãy xem thiếu tờ nào rồi quét lại tờ đó.</translation>
        </message>
        <message>
            <source>Something went wrong ({code}).</source>
            <translation>Có trục trặc ({code}).</translation>
        </message>
        <message>
            <source>What was saved is safe. Try again; if it stays, tell IT the code.</source>
            <translation>Những gì đã lưu vẫn an toàn. Thử lại; nếu vẫn vậy, báo mã này cho bộ phận CNTT.</translation>
        </message>
        <message>
            <source>The desk's data refused.</source>
            <translation>Dữ liệu của quầy từ chối thao tác này.</translation>
        </message>
        <message>
            <source>What was saved before is safe. Try again.</source>
            <translation>Những gì đã lưu vẫn an toàn. Thử lại.</translation>
        </message>
        <message>
            <source>There is no desk at this place.</source>
            <translation>Không có dữ liệu quầy ở thư mục này.</translation>
        </message>
        <message>
            <source>Start the window with the right folder, or ask IT.</source>
            <translation>Mở chương trình với đúng thư mục, hoặc hỏi bộ phận CNTT.</translation>
        </message>
        <message>
            <source>This desk's data was written by a newer version.</source>
            <translation>Dữ liệu của quầy do phiên bản mới hơn ghi.</translation>
        </message>
        <message>
            <source>Nothing was changed. Install that version.</source>
            <translation>Chưa thay đổi gì. Cài phiên bản đó.</translation>
        </message>
        <message>
            <source>The new version does not take what this desk keeps.</source>
            <translation>Phiên bản mới không dùng được với dữ liệu của quầy.</translation>
        </message>
        <message>
            <source>Nothing was changed. Ask IT to install the version before.</source>
            <translation>Chưa thay đổi gì. Nhờ bộ phận CNTT cài lại phiên bản trước.</translation>
        </message>
        <message>
            <source>The desk's data is damaged.</source>
            <translation>Dữ liệu của quầy bị hỏng.</translation>
        </message>
        <message>
            <source>Stop here and ask IT to restore the last backup.</source>
            <translation>Dừng lại và nhờ bộ phận CNTT khôi phục bản sao lưu gần nhất.</translation>
        </message>
        <message>
        <source>Nothing can be written to the disk any more.</source>
        <translation>Không ghi được gì vào ổ đĩa nữa.</translation>
    </message>
    <message>
        <source>What was saved before is safe. Stop and ask IT: the disk may be failing.</source>
        <translation>Những gì đã lưu vẫn còn nguyên. Dừng lại và hỏi bộ phận CNTT: ổ đĩa có thể sắp hỏng.</translation>
    </message>
    <message>
            <source>The disk is full.</source>
            <translation>Ổ đĩa đã đầy.</translation>
        </message>
        <message>
            <source>What was saved before is safe. Free some room, then try again.</source>
            <translation>Những gì đã lưu vẫn an toàn. Giải phóng chỗ trống, rồi thử lại.</translation>
        </message>
        <message>
            <source>Another program holds the desk's data.</source>
            <translation>Chương trình khác đang giữ dữ liệu của quầy.</translation>
        </message>
        <message>
            <source>Wait a moment, then try again.</source>
            <translation>Chờ một lát, rồi thử lại.</translation>
        </message>
        <message>
            <source>The desk cannot be opened: its key is not on this computer.</source>
            <translation>Không mở được dữ liệu của quầy: máy tính này không có khóa.</translation>
        </message>
        <message>
            <source>Log in as the desk's own user, or ask IT for the recovery key.</source>
            <translation>Đăng nhập đúng tài khoản của quầy, hoặc nhờ bộ phận CNTT dùng khóa khôi phục.</translation>
        </message>
        <message>
            <source>This recovery key does not fit.</source>
            <translation>Khóa khôi phục không đúng.</translation>
        </message>
        <message>
            <source>Read it again from the paper: it must be this desk's.</source>
            <translation>Xem lại trên giấy: phải là khóa của quầy này.</translation>
        </message>
        <message>
            <source>There is no recovery key yet.</source>
            <translation>Chưa có khóa khôi phục.</translation>
        </message>
        <message>
            <source>Ask IT to make one and put the paper into the safe.</source>
            <translation>Nhờ bộ phận CNTT tạo khóa và cất giấy vào két.</translation>
        </message>
        <message>
            <source>The backup is damaged.</source>
            <translation>Bản sao lưu bị hỏng.</translation>
        </message>
        <message>
            <source>Ask IT for another one.</source>
            <translation>Nhờ bộ phận CNTT tìm bản khác.</translation>
        </message>
        <message>
            <source>The second copy of this desk was not brought up to date.</source>
            <translation>Bản sao thứ hai của bàn này chưa được cập nhật.</translation>
        </message>
        <message>
            <source>Work on. Plug in its disk, or tell IT.</source>
            <translation>Cứ làm tiếp. Cắm ổ đĩa của bản sao, hoặc báo CNTT.</translation>
        </message>
        <message>
            <source>There is a desk here already.</source>
            <translation>Ở đây đã có dữ liệu quầy.</translation>
        </message>
        <message>
            <source>Ask IT to restore into an empty folder.</source>
            <translation>Nhờ bộ phận CNTT khôi phục vào thư mục trống.</translation>
        </message>
        <message>
            <source>The desk's data refused this entry.</source>
            <translation>Dữ liệu của quầy không nhận mục này.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again; if it stays, tell IT.</source>
            <translation>Chưa thay đổi gì. Thử lại; nếu vẫn vậy, báo bộ phận CNTT.</translation>
        </message>
        <message>
            <source>This is no longer there.</source>
            <translation>Mục này không còn nữa.</translation>
        </message>
        <message>
            <source>Look at today's list again.</source>
            <translation>Xem lại danh sách hôm nay.</translation>
        </message>
        <message>
            <source>A saved file is missing.</source>
            <translation>Thiếu một tệp đã lưu.</translation>
        </message>
        <message>
            <source>Stop here and ask IT to restore it from the backup.</source>
            <translation>Dừng lại và nhờ bộ phận CNTT khôi phục từ bản sao lưu.</translation>
        </message>
        <message>
            <source>A saved file is damaged.</source>
            <translation>Một tệp đã lưu bị hỏng.</translation>
        </message>
        <message>
            <source>Scan the page again, or ask IT to restore it from the backup.</source>
            <translation>Quét lại trang, hoặc nhờ bộ phận CNTT khôi phục từ bản sao lưu.</translation>
        </message>
        <message>
            <source>Another paper shared in this act and was changed since.</source>
            <translation>Thao tác này liên quan đến một giấy tờ khác, giấy tờ đó đã thay đổi sau đó.</translation>
        </message>
        <message>
            <source>Take back, or do again, the last act on that paper first.</source>
            <translation>Hãy hoàn tác hoặc làm lại thao tác cuối trên giấy tờ đó trước.</translation>
        </message>
        <message>
            <source>Paper {document}.</source>
            <translation>Giấy tờ {document}.</translation>
        </message>
        <message>
            <source>No register number is left on this desk.</source>
            <translation>Quầy này đã hết số chứng thực.</translation>
        </message>
        <message>
            <source>Ask central for numbers, then sign again.</source>
            <translation>Xin thêm số từ trung tâm, rồi ký lại.</translation>
        </message>
        <message>
            <source>({book})</source>
            <translation>({book})</translation>
        </message>
        <message>
            <source>The book is closed for the year.</source>
            <translation>Sổ đã khóa cuối năm.</translation>
        </message>
        <message>
            <source>Sign in the new book; ask IT to set it.</source>
            <translation>Ký vào sổ mới; nhờ bộ phận CNTT khai báo.</translation>
        </message>
        <message>
            <source>The book still has a number that is not signed.</source>
            <translation>Sổ còn số chưa ký.</translation>
        </message>
        <message>
            <source>Sign that copy, or cancel its number in the register (Del).</source>
            <translation>Ký bản sao đó, hoặc hủy số của nó trong sổ (Del).</translation>
        </message>
        <message>
            <source>({book}, {number})</source>
            <translation>({book}, {number})</translation>
        </message>
        <message>
            <source>This register line is settled and no longer changes.</source>
            <translation>Dòng sổ này đã chốt, không sửa được nữa.</translation>
        </message>
        <message>
            <source>Look at the register.</source>
            <translation>Xem sổ chứng thực.</translation>
        </message>
        <message>
            <source>This desk is not registered at central yet.</source>
            <translation>Quầy này chưa đăng ký với trung tâm.</translation>
        </message>
        <message>
            <source>Go on working: everything is kept. Ask IT to register the desk.</source>
            <translation>Cứ làm tiếp: mọi thứ đã lưu. Nhờ bộ phận CNTT đăng ký quầy.</translation>
        </message>
        <message>
            <source>Central did not take the copy.</source>
            <translation>Trung tâm chưa nhận bản sao.</translation>
        </message>
        <message>
            <source>Go on working: everything is kept and will be sent again.</source>
            <translation>Cứ làm tiếp: mọi thứ đã lưu và sẽ được gửi lại.</translation>
        </message>
        <message>
            <source>Central cannot be reached.</source>
            <translation>Không kết nối được trung tâm.</translation>
        </message>
        <message>
            <source>Go on working: everything is kept and will be sent later.</source>
            <translation>Cứ làm tiếp: mọi thứ đã lưu và sẽ được gửi sau.</translation>
        </message>
        <message>
            <source>Central refused the copy.</source>
            <translation>Trung tâm từ chối bản sao.</translation>
        </message>
        <message>
            <source>The copy is kept here. Tell IT the reason.</source>
            <translation>Bản sao vẫn lưu ở đây. Báo lý do cho bộ phận CNTT.</translation>
        </message>
        <message>
            <source>({reason})</source>
            <translation>({reason})</translation>
        </message>
        <message>
            <source>Central has a fault.</source>
            <translation>Trung tâm đang trục trặc.</translation>
        </message>
        <message>
            <source>({status})</source>
            <translation>({status})</translation>
        </message>
        <message>
            <source>The answer did not come from central.</source>
            <translation>Câu trả lời không phải của trung tâm.</translation>
        </message>
        <message>
            <source>Does this network ask for a log-in? Everything is kept and will be sent later.</source>
            <translation>Mạng này có đòi đăng nhập không? Mọi thứ đã lưu và sẽ được gửi sau.</translation>
        </message>
        <message>
            <source>Central does not know this desk any more.</source>
            <translation>Trung tâm không còn nhận ra quầy này.</translation>
        </message>
        <message>
            <source>Go on working: everything is kept. Ask IT to register the desk again.</source>
            <translation>Cứ làm tiếp: mọi thứ đã lưu. Nhờ bộ phận CNTT đăng ký lại quầy.</translation>
        </message>
        <message>
            <source>Another desk changed {dossiers} of these dossiers, too.</source>
            <translation>Bàn khác cũng đã sửa {dossiers} hồ sơ này.</translation>
        </message>
        <message>
            <source>Nothing is lost. Open the dossier: the other version stands beside it.</source>
            <translation>Không mất gì. Mở hồ sơ ra: bản của bàn kia nằm ngay bên cạnh.</translation>
        </message>
        <message>
            <source>Central's receipt is not genuine.</source>
            <translation>Biên nhận không phải của trung tâm.</translation>
        </message>
        <message>
            <source>Everything is kept and will be sent again. Tell IT if it stays.</source>
            <translation>Mọi thứ đã lưu và sẽ được gửi lại. Nếu vẫn vậy, báo bộ phận CNTT.</translation>
        </message>
        <message>
            <source>The scanner failed.</source>
            <translation>Máy quét gặp trục trặc.</translation>
        </message>
        <message>
            <source>Pages before it are saved. Try again.</source>
            <translation>Các trang trước đã lưu. Thử lại.</translation>
        </message>
        <message>
            <source>The scanner chosen is not there.</source>
            <translation>Không thấy máy quét đã chọn.</translation>
        </message>
        <message>
            <source>Check its cable and power, then look for scanners again (F6).</source>
            <translation>Kiểm tra dây và nguồn, rồi tìm lại máy quét (F6).</translation>
        </message>
        <message>
            <source>Another program is using the scanner.</source>
            <translation>Chương trình khác đang dùng máy quét.</translation>
        </message>
        <message>
            <source>Close that program, then scan again.</source>
            <translation>Đóng chương trình đó, rồi quét lại.</translation>
        </message>
        <message>
            <source>The scanner does not answer.</source>
            <translation>Máy quét không trả lời.</translation>
        </message>
        <message>
            <source>Pages before it are saved. Check its power and cable, then scan again.</source>
            <translation>Các trang trước đã lưu. Kiểm tra nguồn và dây, rồi quét lại.</translation>
        </message>
        <message>
            <source>There is no paper in the feeder.</source>
            <translation>Khay nạp không có giấy.</translation>
        </message>
        <message>
            <source>Put the sheets in, then scan again.</source>
            <translation>Đặt giấy vào khay, rồi quét lại.</translation>
        </message>
        <message>
            <source>The scanner has jammed.</source>
            <translation>Máy quét kẹt giấy.</translation>
        </message>
        <message>
            <source>Pages before it are saved: {page}.</source>
            <translation>Số trang đã lưu trước đó: {page}.</translation>
        </message>
        <message>
            <source>The feeder took several sheets at once.</source>
            <translation>Khay nạp kéo nhiều tờ cùng lúc.</translation>
        </message>
        <message>
            <source>Take them out, part them, put them back before the remaining sheets, then scan on.</source>
            <translation>Lấy các tờ ấy ra, tách rời, đặt lại trước các tờ chưa quét, rồi bấm Quét tiếp.</translation>
        </message>
        <message>
            <source>The scanner's cover is open.</source>
            <translation>Nắp máy quét đang mở.</translation>
        </message>
        <message>
            <source>Close it, then scan again.</source>
            <translation>Đóng nắp, rồi quét lại.</translation>
        </message>
        <message>
            <source>The scanner does not take this choice.</source>
            <translation>Máy quét không nhận lựa chọn này.</translation>
        </message>
        <message>
            <source>Choose another place, size, resolution or colour mode.</source>
            <translation>Chọn khay, khổ giấy, độ phân giải hoặc kiểu màu khác.</translation>
        </message>
        <message>
            <source>({value})</source>
            <translation>({value})</translation>
        </message>
        <message>
            <source>This account may not use the scanner.</source>
            <translation>Tài khoản này chưa được dùng máy quét.</translation>
        </message>
        <message>
            <source>Ask IT to allow it.</source>
            <translation>Nhờ bộ phận CNTT cấp quyền.</translation>
        </message>
        <message>
            <source>The scan was stopped.</source>
            <translation>Đã dừng quét.</translation>
        </message>
        <message>
            <source>Pages before it are saved.</source>
            <translation>Các trang trước đã lưu.</translation>
        </message>
        <message>
            <source>The scanner broke off within a page.</source>
            <translation>Máy quét dừng giữa trang.</translation>
        </message>
        <message>
            <source>That page was not kept, the ones before it were. Scan it again.</source>
            <translation>Trang đó chưa lưu, các trang trước đã lưu. Quét lại trang đó.</translation>
        </message>
        <message>
            <source>The scanner cannot scan in this way.</source>
            <translation>Máy quét không quét được theo cách này.</translation>
        </message>
        <message>
            <source>Pages before it are saved. Choose another place, mode or resolution.</source>
            <translation>Các trang trước đã được lưu. Chọn nơi đặt giấy, chế độ màu hoặc độ phân giải khác.</translation>
        </message>
        <message>
            <source>The scanner has no memory for a page of this size.</source>
            <translation>Máy quét không đủ bộ nhớ cho trang cỡ này.</translation>
        </message>
        <message>
            <source>Pages before it are saved. Scan at a lower resolution, or switch it off and on.</source>
            <translation>Các trang trước đã được lưu. Quét ở độ phân giải thấp hơn, hoặc tắt rồi bật lại máy quét.</translation>
        </message>
        <message>
            <source>The scanner reported a fault.</source>
            <translation>Máy quét báo lỗi thiết bị.</translation>
        </message>
        <message>
            <source>Pages before it are saved. Close its cover and clear its paper path, then scan again; if that does not help, switch it off and on first.</source>
            <translation>Các trang trước đã lưu. Đóng nắp máy, lấy giấy vướng ra rồi quét lại; nếu vẫn lỗi, tắt rồi bật lại máy trước.</translation>
        </message>
        <message>
            <source>Pages before it are saved. Switch it off and on, then scan again.</source>
            <translation>Các trang trước đã lưu. Tắt rồi bật lại máy, sau đó quét lại.</translation>
        </message>
        <message>
            <source>The scanner's software is not installed.</source>
            <translation>Chưa cài phần mềm máy quét.</translation>
        </message>
        <message>
            <source>Ask IT to install it. Pages can be added from files meanwhile.</source>
            <translation>Nhờ bộ phận CNTT cài. Trong khi chờ, thêm trang từ tệp.</translation>
        </message>
        <message>
            <source>({driver})</source>
            <translation>({driver})</translation>
        </message>
        <message>
            <source>The scanner's driver crashed.</source>
            <translation>Trình điều khiển máy quét dừng đột ngột.</translation>
        </message>
        <message>
            <source>Pages before it are saved. Scan again.</source>
            <translation>Các trang trước đã lưu. Quét lại.</translation>
        </message>
        <message>
            <source>The scanner stopped answering and was cut off.</source>
            <translation>Máy quét không trả lời nữa và đã bị ngắt.</translation>
        </message>
        <message>
            <source>(After {limit_s} seconds.)</source>
            <translation>(Sau {limit_s} giây.)</translation>
        </message>
        <message>
            <source>The file cannot be a page.</source>
            <translation>Tệp này không dùng làm trang được.</translation>
        </message>
        <message>
            <source>Choose another file.</source>
            <translation>Chọn tệp khác.</translation>
        </message>
        <message>
            <source>The file is neither a picture nor a PDF.</source>
            <translation>Tệp này không phải ảnh hay PDF.</translation>
        </message>
        <message>
            <source>Choose another file. Pages before it are saved.</source>
            <translation>Chọn tệp khác. Các trang trước đã lưu.</translation>
        </message>
        <message>
            <source>({file})</source>
            <translation>({file})</translation>
        </message>
        <message>
            <source>The file breaks off before its end.</source>
            <translation>Tệp bị đứt, thiếu phần cuối.</translation>
        </message>
        <message>
            <source>Get it again from its source. Pages before it are saved.</source>
            <translation>Lấy lại tệp từ nơi gửi. Các trang trước đã lưu.</translation>
        </message>
        <message>
            <source>The picture is too large for a page.</source>
            <translation>Ảnh quá lớn so với một trang giấy.</translation>
        </message>
        <message>
            <source>Save it smaller, or scan the paper at 300 dpi.</source>
            <translation>Lưu ảnh nhỏ lại, hoặc quét giấy ở 300 dpi.</translation>
        </message>
        <message>
            <source>({width} × {height} pixels)</source>
            <translation>({width} × {height} điểm ảnh)</translation>
        </message>
        <message>
            <source>The PDF asks for a password.</source>
            <translation>PDF đòi mật khẩu.</translation>
        </message>
        <message>
            <source>Have it saved without one, then add it again.</source>
            <translation>Nhờ người gửi lưu lại không mật khẩu, rồi thêm lại.</translation>
        </message>
        <message>
            <source>The page could not be read.</source>
            <translation>Không đọc được chữ trên trang.</translation>
        </message>
        <message>
            <source>The page is kept. Compare its picture by eye.</source>
            <translation>Trang đã lưu. Đối chiếu ảnh bằng mắt.</translation>
        </message>
        <message>
            <source>The reading program is not installed.</source>
            <translation>Chưa cài phần mềm đọc chữ.</translation>
        </message>
        <message>
            <source>Pages are kept. Compare the pictures by eye, and ask IT to install it.</source>
            <translation>Các trang đã lưu. Đối chiếu ảnh bằng mắt, và nhờ bộ phận CNTT cài.</translation>
        </message>
        <message>
            <source>The reading program lacks Vietnamese.</source>
            <translation>Phần mềm đọc chữ thiếu tiếng Việt.</translation>
        </message>
        <message>
            <source>({language})</source>
            <translation>({language})</translation>
        </message>
        <message>
            <source>Reading the page took too long.</source>
            <translation>Đọc chữ trên trang quá lâu.</translation>
        </message>
        <message>
            <source>Reading the page broke off.</source>
            <translation>Việc đọc chữ bị ngắt giữa chừng.</translation>
        </message>
        <message>
            <source>The page is kept. Open the dossier again to read it.</source>
            <translation>Trang đã lưu. Mở lại hồ sơ để đọc lại.</translation>
        </message>
        <message>
            <source>No card's QR code was found on the picture.</source>
            <translation>Không thấy mã QR của thẻ căn cước trên ảnh.</translation>
        </message>
        <message>
            <source>Take the picture again, sharp and straight, or type the data.</source>
            <translation>Chụp lại cho rõ và thẳng, hoặc gõ thông tin.</translation>
        </message>
        <message>
            <source>The copy was not signed.</source>
            <translation>Bản sao chưa được ký.</translation>
        </message>
        <message>
            <source>Pages and comparison are saved. Try again.</source>
            <translation>Trang và kết quả đối chiếu đã lưu. Thử lại.</translation>
        </message>
        <message>
            <source>The copy could not be composed.</source>
            <translation>Không lập được bản sao.</translation>
        </message>
        <message>
            <source>Pages and comparison are saved. Tell IT the reason.</source>
            <translation>Trang và kết quả đối chiếu đã lưu. Báo lý do cho bộ phận CNTT.</translation>
        </message>
        <message>
            <source>The token refused.</source>
            <translation>Token từ chối.</translation>
        </message>
        <message>
            <source>Nothing was signed. Plug the token in again, then sign again.</source>
            <translation>Chưa ký gì. Rút token ra cắm lại, rồi ký lại.</translation>
        </message>
        <message>
            <source>The token's software is not installed.</source>
            <translation>Chưa cài phần mềm của token.</translation>
        </message>
        <message>
            <source>Ask IT to install it.</source>
            <translation>Nhờ bộ phận CNTT cài.</translation>
        </message>
        <message>
            <source>({module})</source>
            <translation>({module})</translation>
        </message>
        <message>
            <source>The token is not plugged in.</source>
            <translation>Chưa cắm token.</translation>
        </message>
        <message>
            <source>Plug it in, then sign again.</source>
            <translation>Cắm token, rồi ký lại.</translation>
        </message>
        <message>
            <source>({token})</source>
            <translation>({token})</translation>
        </message>
        <message>
            <source>Two tokens have the same name. No PIN was tried.</source>
            <translation>Có hai token cùng tên. Chưa thử mã PIN nào.</translation>
        </message>
        <message>
            <source>Pull out the one that is not yours, then sign again.</source>
            <translation>Rút token không phải của mình ra, rồi ký lại.</translation>
        </message>
        <message>
            <source>The token was pulled out or stopped answering.</source>
            <translation>Token bị rút ra hoặc không trả lời nữa.</translation>
        </message>
        <message>
            <source>Nothing half-signed is kept. Plug it in, then sign again.</source>
            <translation>Không có bản ký dở. Cắm lại token, rồi ký lại.</translation>
        </message>
        <message>
            <source>The token does not hold the key that signs here.</source>
            <translation>Token không có khóa dùng để ký ở quầy này.</translation>
        </message>
        <message>
            <source>Is it the right token? If so, ask IT.</source>
            <translation>Kiểm tra có đúng token không. Nếu đúng, hỏi bộ phận CNTT.</translation>
        </message>
        <message>
            <source>({key})</source>
            <translation>({key})</translation>
        </message>
        <message>
            <source>The PIN is wrong. It was tried once.</source>
            <translation>Mã PIN sai. Đã thử một lần.</translation>
        </message>
        <message>
            <source>Nothing was signed. Check the PIN before the next try: wrong PINs lock the token.</source>
            <translation>Chưa ký gì. Kiểm tra kỹ mã PIN trước khi thử lại: nhập sai nhiều lần token sẽ bị khóa.</translation>
        </message>
        <message>
            <source>The token's driver did not answer and was ended.</source>
            <translation>Phần mềm của token không trả lời và đã bị ngắt.</translation>
        </message>
        <message>
            <source>Nothing half-signed is kept. Plug the token out and in, then sign again.</source>
            <translation>Không có bản ký dở. Rút token ra cắm lại, rồi ký lại.</translation>
        </message>
        <message>
            <source>One more wrong PIN locks the token. No PIN was tried.</source>
            <translation>Sai mã PIN một lần nữa token sẽ bị khóa. Chưa thử mã nào.</translation>
        </message>
        <message>
            <source>The token is locked.</source>
            <translation>Token đã bị khóa.</translation>
        </message>
        <message>
            <source>Its issuer must unlock it. Everything before signing is saved.</source>
            <translation>Nơi cấp phải mở khóa. Mọi việc trước khi ký đã lưu.</translation>
        </message>
        <message>
            <source>The token refused to sign.</source>
            <translation>Token không chịu ký.</translation>
        </message>
        <message>
            <source>Nothing was signed. Plug the token in again; if it stays, ask IT.</source>
            <translation>Chưa ký gì. Rút token ra cắm lại; nếu vẫn vậy, hỏi bộ phận CNTT.</translation>
        </message>
        <message>
            <source>The certificate may not sign now.</source>
            <translation>Chứng thư số hiện không được phép ký.</translation>
        </message>
        <message>
            <source>Nothing was signed. Ask IT: it may have expired.</source>
            <translation>Chưa ký gì. Hỏi bộ phận CNTT: có thể chứng thư đã hết hạn.</translation>
        </message>
        <message>
            <source>No time-stamp server answered.</source>
            <translation>Máy chủ cấp dấu thời gian không trả lời.</translation>
        </message>
        <message>
            <source>Nothing was signed. Check the network, then sign again.</source>
            <translation>Chưa ký gì. Kiểm tra mạng, rồi ký lại.</translation>
        </message>
        <message>
            <source>The file is not a PDF that can be read.</source>
            <translation>Tệp này không phải PDF đọc được.</translation>
        </message>
        <message>
            <source>The program met a fault of its own.</source>
            <translation>Chương trình gặp trục trặc bên trong.</translation>
        </message>
        <message>
            <source>What was saved is safe. Go on; if it comes again, tell IT the time.</source>
            <translation>Những gì đã lưu vẫn an toàn. Cứ làm tiếp; nếu lặp lại, báo giờ xảy ra cho bộ phận CNTT.</translation>
        </message>
        <message>
            <source>This cannot be done now.</source>
            <translation>Hiện chưa làm được việc này.</translation>
        </message>
        <message>
            <source>Something needed is empty.</source>
            <translation>Còn mục bắt buộc để trống.</translation>
        </message>
        <message>
            <source>Fill it in, then try again.</source>
            <translation>Điền vào, rồi thử lại.</translation>
        </message>
        <message>
            <source>({field})</source>
            <translation>({field})</translation>
        </message>
        <message>
            <source>Something typed cannot be that.</source>
            <translation>Có mục nhập không đúng.</translation>
        </message>
        <message>
            <source>Correct it, then try again.</source>
            <translation>Sửa lại, rồi thử lại.</translation>
        </message>
        <message>
            <source>The original has no pages yet.</source>
            <translation>Bản chính chưa có trang nào.</translation>
        </message>
        <message>
            <source>Scan it first.</source>
            <translation>Quét trước.</translation>
        </message>
        <message>
            <source>There is something on this page: it is not blank.</source>
            <translation>Trang này có nội dung, không phải trang trắng.</translation>
        </message>
        <message>
            <source>Look at it. If it does not belong here, remove it.</source>
            <translation>Hãy xem lại. Nếu không thuộc giấy tờ này thì bỏ trang.</translation>
        </message>
        <message>
            <source>A page was not compared with the original.</source>
            <translation>Còn trang chưa đối chiếu với bản chính.</translation>
        </message>
        <message>
            <source>Compare it, then sign.</source>
            <translation>Đối chiếu, rồi ký.</translation>
        </message>
        <message>
            <source>Page {page}.</source>
            <translation>Trang {page}.</translation>
        </message>
        <message>
            <source>It is signed already.</source>
            <translation>Đã ký rồi.</translation>
        </message>
        <message>
            <source>Its pages no longer change. For a new copy, receive a new dossier.</source>
            <translation>Không sửa được trang nữa. Cần bản sao mới thì tiếp nhận hồ sơ mới.</translation>
        </message>
        <message>
            <source>The settings name something unknown.</source>
            <translation>Cấu hình có mục không rõ.</translation>
        </message>
        <message>
            <source>Ask IT to correct the settings.</source>
            <translation>Nhờ bộ phận CNTT sửa cấu hình.</translation>
        </message>
        <message>
            <source>({key}; nearest: {nearest})</source>
            <translation>({key}; gần nhất: {nearest})</translation>
        </message>
        <message>
            <source>A setting has the wrong form.</source>
            <translation>Một mục cấu hình sai dạng.</translation>
        </message>
        <message>
            <source>A setting is locked by the agency.</source>
            <translation>Mục cấu hình này do cơ quan khóa.</translation>
        </message>
        <message>
            <source>Ask IT to take it out of this desk's settings.</source>
            <translation>Nhờ bộ phận CNTT bỏ mục đó khỏi cấu hình của quầy.</translation>
        </message>
        <message>
            <source>A setting is needed and not given.</source>
            <translation>Thiếu một mục cấu hình bắt buộc.</translation>
        </message>
        <message>
            <source>Ask IT to add it to the settings.</source>
            <translation>Nhờ bộ phận CNTT thêm vào cấu hình.</translation>
        </message>
        <message>
            <source>A file or folder cannot be used.</source>
            <translation>Không dùng được tệp hoặc thư mục.</translation>
        </message>
        <message>
            <source>Check that it is there, and ask IT for access to it.</source>
            <translation>Kiểm tra xem có tệp đó không, và nhờ bộ phận CNTT cấp quyền.</translation>
        </message>
        <message>
            <source>({file}, {reason})</source>
            <translation>({file}, {reason})</translation>
        </message>
        <message>
            <source>There is another file of that name.</source>
            <translation>Đã có tệp khác cùng tên.</translation>
        </message>
        <message>
            <source>Choose another name or folder.</source>
            <translation>Chọn tên hoặc thư mục khác.</translation>
        </message>
        <message>
            <source>This version cannot do that.</source>
            <translation>Phiên bản này chưa làm được việc đó.</translation>
        </message>
        <message>
            <source>Use another way.</source>
            <translation>Dùng cách khác.</translation>
        </message>
        <message>
            <source>({what})</source>
            <translation>({what})</translation>
        </message>
        <message>
            <source>A service of the practice desk has ended.</source>
            <translation>Một dịch vụ của quầy tập đã dừng.</translation>
        </message>
        <message>
            <source>Start the practice desk again.</source>
            <translation>Khởi động lại quầy tập.</translation>
        </message>
        <message>
            <source>({service})</source>
            <translation>({service})</translation>
        </message>
        <message>
            <source>Central has lost a copy that it had taken, and it cannot be sent again.</source>
            <translation>Trung tâm đã làm mất bản sao từng nhận, và máy này không gửi lại được.</translation>
        </message>
        <message>
            <source>Copies: {copies}.</source>
            <translation>Số bản: {copies}.</translation>
        </message>
        <message>
            <source>Do not remove anything here. Ask IT to restore the copy from the backup.</source>
            <translation>Đừng xóa gì ở máy này. Báo bộ phận CNTT khôi phục bản sao từ bản sao lưu.</translation>
        </message>
        <message>
            <source>Make sure of the PIN, then sign again and agree to the last try.</source>
            <translation>Nhớ chắc mã PIN, rồi ký lại và đồng ý thử lần cuối.</translation>
        </message>
        <message>
            <source>Nothing was given out. Compare the pages, then sign again.</source>
            <translation>Chưa phát hành bản nào. Đối chiếu lại các trang rồi ký lại.</translation>
        </message>
        <message>
            <source>Not every side that was scanned is in the copy.</source>
            <translation>Không phải mặt giấy nào đã quét cũng có trong bản sao.</translation>
        </message>
        <message>
            <source>Nobody has counted the original's sides.</source>
            <translation>Chưa ai đếm số mặt của bản chính.</translation>
        </message>
        <message>
            <source>Count them, blank ones included, under Sign.</source>
            <translation>Hãy đếm, kể cả mặt trống, ở mục Ký số.</translation>
        </message>
        <message>
            <source>Take the removal back, or take out blank sides as blank. If the original has fewer sides, count them under Sign.</source>
            <translation>Hoàn tác việc bỏ trang, hoặc bỏ mặt trắng theo cách bỏ trang trắng. Nếu bản chính có ít mặt hơn, hãy đếm số mặt ở mục Ký số.</translation>
        </message>
        <message>
            <source>({shown} shown, {blank} blank, {removed} removed)</source>
            <translation>(có {shown}, trắng {blank}, đã bỏ {removed})</translation>
        </message>
        <message>
            <source>This copy was refused to the citizen.</source>
            <translation>Bản sao này đã bị từ chối chứng thực.</translation>
        </message>
        <message>
            <source>If no ground stands after all, say so under the grounds for refusing.</source>
            <translation>Nếu thực ra không có trường hợp nào, hãy xác nhận ở mục trường hợp từ chối.</translation>
        </message>
        <message>
            <source>Nobody has said that the copy may be made.</source>
            <translation>Chưa có ai xác nhận được phép chứng thực bản sao này.</translation>
        </message>
        <message>
            <source>Look at the grounds for refusing, then sign again.</source>
            <translation>Xem các trường hợp không được chứng thực, rồi ký lại.</translation>
        </message>
        <message>
            <source>({warnings})</source>
            <translation>({warnings})</translation>
        </message>
        <message>
            <source>The pages changed while they were being signed.</source>
            <translation>Các trang đã thay đổi trong khi đang ký.</translation>
        </message>
        <message>
            <source>This computer&apos;s clock is {seconds} s wrong.</source>
            <translation>Đồng hồ máy này lệch {seconds} giây.</translation>
        </message>
        <message>
            <source>Set the clock, then sign again.</source>
            <translation>Chỉnh lại giờ máy rồi ký lại.</translation>
        </message>
        <message>
            <source>(Fronts: {fronts}, backs: {backs})</source>
            <translation>(Mặt trước: {fronts}, mặt sau: {backs})</translation>
        </message>
        <message>
            <source>All sides are saved, in the order they were scanned: move them, or take them out and scan both runs again.</source>
            <translation>Các mặt đã lưu đủ, theo thứ tự quét: chuyển lại cho đúng chỗ, hoặc bỏ ra rồi quét lại cả hai lượt.</translation>
        </message>
        <message>
            <source>The two runs did not give as many sides.</source>
            <translation>Hai lượt quét không cùng số mặt.</translation>
        </message>
        <message>
            <source>Take the paper out, put the remaining sheets back, then scan on.</source>
            <translation>Lấy giấy kẹt ra, đặt lại các tờ chưa quét, rồi bấm Quét tiếp.</translation>
        </message>
        <message>
            <source>The mail server does not answer.</source>
            <translation>Máy chủ thư không trả lời.</translation>
        </message>
        <message>
            <source>The copy waits and is sent later. Print or save it.</source>
            <translation>Bản sao chờ và sẽ được gửi sau. Trong lúc chờ, hãy in hoặc lưu tệp.</translation>
        </message>
        <message>
            <source>The mail server does not accept this desk's password.</source>
            <translation>Máy chủ thư không nhận mật khẩu của máy này.</translation>
        </message>
        <message>
            <source>Ask IT to set it again. The copy waits meanwhile.</source>
            <translation>Nhờ bộ phận CNTT đặt lại. Trong lúc đó bản sao vẫn chờ.</translation>
        </message>
        <message>
            <source>The mail server does not accept this message.</source>
            <translation>Máy chủ thư không nhận thư này.</translation>
        </message>
        <message>
            <source>Ask the citizen whether the address is right.</source>
            <translation>Hỏi lại công dân xem địa chỉ có đúng không.</translation>
        </message>
        <message>
            <source>({kind})</source>
            <translation>({kind})</translation>
        </message>
        <message>
            <source>Lines of this desk's audit trail are gone that central knows of.</source>
            <translation>Nhật ký của máy này mất những dòng mà hệ thống trung tâm đã biết.</translation>
        </message>
        <message>
            <source>After a restore from a backup this comes once. Otherwise tell IT at once.</source>
            <translation>Sau khi khôi phục từ bản sao lưu, báo này hiện một lần. Nếu không phải vậy, báo ngay bộ phận CNTT.</translation>
        </message>
        <message>
            <source>Line {line}.</source>
            <translation>Dòng {line}.</translation>
        </message>
        <message>
            <source>This computer's clock is wrong by {minutes} minutes.</source>
            <translation>Đồng hồ máy này sai {minutes} phút.</translation>
        </message>
        <message>
            <source>Ask IT to set it: it stands in signatures and in the register.</source>
            <translation>Nhờ bộ phận CNTT chỉnh lại: giờ này có trong chữ ký và trong sổ.</translation>
        </message>
        <message>
            <source>No USB stick is plugged in.</source>
            <translation>Chưa cắm USB.</translation>
        </message>
        <message>
            <source>Plug one in, wait a moment, then save again.</source>
            <translation>Hãy cắm USB, chờ một chút rồi lưu lại.</translation>
        </message>
        <message>
            <source>Nobody is signed in.</source>
            <translation>Chưa có ai đăng nhập.</translation>
        </message>
        <message>
            <source>Sign in, then do it again.</source>
            <translation>Hãy đăng nhập rồi làm lại.</translation>
        </message>
        <message>
            <source>The account or the password is wrong.</source>
            <translation>Sai tài khoản hoặc mật khẩu.</translation>
        </message>
        <message>
            <source>Type again. After several wrong ones it is locked.</source>
            <translation>Hãy nhập lại. Sai nhiều lần thì tài khoản bị khóa.</translation>
        </message>
        <message>
            <source>Too many passwords were wrong.</source>
            <translation>Đã nhập sai mật khẩu quá nhiều lần.</translation>
        </message>
        <message>
            <source>Wait, then try again; a forgotten password is set anew.</source>
            <translation>Hãy chờ rồi thử lại; nếu quên mật khẩu, hãy xin đặt lại.</translation>
        </message>
        <message>
            <source>Locked for {minutes} more minutes.</source>
            <translation>Còn bị khóa {minutes} phút.</translation>
        </message>
        <message>
            <source>This account may not sign in any more.</source>
            <translation>Tài khoản này không còn được đăng nhập.</translation>
        </message>
        <message>
            <source>Ask who keeps the accounts.</source>
            <translation>Hãy hỏi người quản lý tài khoản.</translation>
        </message>
        <message>
            <source>This desk has not heard from central for too long.</source>
            <translation>Bàn này mất liên lạc với trung tâm quá lâu.</translation>
        </message>
        <message>
            <source>Connect it to the network, wait a moment, then sign in.</source>
            <translation>Hãy nối mạng, chờ một lát rồi đăng nhập.</translation>
        </message>
        <message>
            <source>Not for {days} days.</source>
            <translation>Đã {days} ngày.</translation>
        </message>
        <message>
            <source>Work of yours is still under way.</source>
            <translation>Việc của bạn vẫn đang chạy.</translation>
        </message>
        <message>
            <source>Wait until it is done, then sign out; the screen may lock.</source>
            <translation>Hãy chờ xong rồi đăng xuất; vẫn có thể khóa màn hình.</translation>
        </message>
        <message>
            <source>Your account may not do this.</source>
            <translation>Tài khoản của bạn không được làm việc này.</translation>
        </message>
        <message>
            <source>Ask a colleague who may to sign in.</source>
            <translation>Hãy nhờ đồng nghiệp có quyền đăng nhập.</translation>
        </message>
        <message>
            <source>Not set: {keys}.</source>
            <translation>Chưa thiết lập: {keys}.</translation>
        </message>
        <message>
            <source>IT writes it into the desk's settings.</source>
            <translation>Bộ phận CNTT điền vào thiết lập của quầy.</translation>
        </message>
        <message>
            <source>Only {free} MB are free.</source>
            <translation>Chỉ còn trống {free} MB.</translation>
        </message>
        <message>
            <source>Free some room: a day's scans need 2 GB.</source>
            <translation>Dọn bớt đĩa: một ngày quét cần 2 GB.</translation>
        </message>
        <message>
            <source>Its files are not the expected ones, so it does not read.</source>
            <translation>Các tệp không đúng bản quy định nên không dùng để đọc.</translation>
        </message>
        <message>
            <source>IT installs it anew, or switches it off.</source>
            <translation>Bộ phận CNTT cài lại, hoặc tắt đi.</translation>
        </message>
        <message>
            <source>No authority is trusted yet.</source>
            <translation>Chưa tin cậy cơ quan cấp chứng thư nào.</translation>
        </message>
        <message>
            <source>IT puts the authorities' certificates into their folder.</source>
            <translation>Bộ phận CNTT đặt chứng thư của cơ quan cấp vào thư mục.</translation>
        </message>
        <message>
            <source>No server is set, so that copies owe a time-stamp.</source>
            <translation>Chưa thiết lập máy chủ nên bản sao còn nợ dấu thời gian.</translation>
        </message>
        <message>
            <source>IT writes one into the desk's settings.</source>
            <translation>Bộ phận CNTT điền một máy chủ vào thiết lập của quầy.</translation>
        </message>
        <message>
            <source>There is no second copy yet.</source>
            <translation>Chưa có bản sao lưu thứ hai.</translation>
        </message>
        <message>
            <source>Is its folder there? It is made by itself once a day.</source>
            <translation>Thư mục lưu có còn không? Mỗi ngày máy tự lưu một lần.</translation>
        </message>
        <message>
            <source>The second copy is {days} days old.</source>
            <translation>Bản sao lưu thứ hai đã cũ {days} ngày.</translation>
        </message>
        <message>
            <source>Version {version} can be installed.</source>
            <translation>Đã có thể cài phiên bản {version}.</translation>
        </message>
        <message>
            <source>IT installs it while the desk is closed.</source>
            <translation>Bộ phận CNTT cài khi bàn làm việc đã đóng.</translation>
        </message>
        <message>
            <source>A new version was refused: it is not as it was signed.</source>
            <translation>Đã từ chối phiên bản mới: không đúng như khi được ký.</translation>
        </message>
        <message>
            <source>This version works on. Tell IT.</source>
            <translation>Phiên bản này vẫn dùng được. Hãy báo bộ phận CNTT.</translation>
        </message>
        <message>
            <source>Central offers an older version, which was not taken.</source>
            <translation>Trung tâm đưa ra bản cũ hơn nên không nhận.</translation>
        </message>
        <message>
            <source>({offered}; here: {installed})</source>
            <translation>({offered}; máy này: {installed})</translation>
        </message>
        <message>
            <source>No newer version is offered to this desk.</source>
            <translation>Chưa có phiên bản mới cho bàn này.</translation>
        </message>
        <message>
            <source>Nothing needs to be done.</source>
            <translation>Không cần làm gì.</translation>
        </message>
        <message>
            <source>This desk takes no new versions from central.</source>
            <translation>Bàn này không nhận phiên bản mới từ trung tâm.</translation>
        </message>
        <message>
            <source>IT installs them, or sets it up.</source>
            <translation>Bộ phận CNTT cài, hoặc thiết lập việc này.</translation>
        </message>
        <message>
            <source>The system's own installer was not found.</source>
            <translation>Không tìm thấy trình cài đặt của hệ điều hành.</translation>
        </message>
        <message>
            <source>IT installs the new version by hand.</source>
            <translation>Bộ phận CNTT cài thủ công phiên bản mới.</translation>
        </message>
        <message>
            <source>({program})</source>
            <translation>({program})</translation>
        </message>
        <message>
            <source>A change of the desk's key was cut short.</source>
            <translation>Việc đổi khóa của quầy bị dở dang.</translation>
        </message>
        <message>
            <source>IT changes the key once more.</source>
            <translation>Bộ phận CNTT đổi khóa lại lần nữa.</translation>
        </message>
        <message>
            <source>The desk's key lies in a file beside the data.</source>
            <translation>Khóa của quầy nằm trong một tệp cạnh dữ liệu.</translation>
        </message>
        <message>
            <source>IT encrypts the disk, or moves the key into the keyring.</source>
            <translation>Bộ phận CNTT mã hóa đĩa, hoặc cất khóa vào hệ thống.</translation>
        </message>
        <message>
            <source>No recovery key lies in the safe.</source>
            <translation>Chưa có khóa khôi phục cất trong két.</translation>
        </message>
        <message>
            <source>IT makes one: without it, a dead computer's data are lost.</source>
            <translation>Bộ phận CNTT tạo một khóa: không có khóa này, máy hỏng là mất dữ liệu.</translation>
        </message>
        <message>
            <source>No number is left in book {book}.</source>
            <translation>Sổ {book} đã hết số.</translation>
        </message>
        <message>
            <source>Connect to central and get numbers.</source>
            <translation>Kết nối trung tâm và lấy thêm số.</translation>
        </message>
        <message>
            <source>Numbers left in book {book}: {remaining}.</source>
            <translation>Sổ {book} còn {remaining} số.</translation>
        </message>
        <message>
            <source>Nobody has an account: whoever sits here may do everything.</source>
            <translation>Chưa ai có tài khoản: ai ngồi vào đây cũng làm được mọi việc.</translation>
        </message>
        <message>
            <source>IT makes accounts at central.</source>
            <translation>Bộ phận CNTT tạo tài khoản tại trung tâm.</translation>
        </message>
        <message>
            <source>Central was not heard for {days} days: nobody may sign in.</source>
            <translation>Đã {days} ngày không liên lạc được với trung tâm: không ai đăng nhập được.</translation>
        </message>
        <message>
            <source>Connect this desk to central.</source>
            <translation>Kết nối quầy này với trung tâm.</translation>
        </message>
        <message>
            <source>Central was not heard for {days} days of {most} at most.</source>
            <translation>Đã {days} ngày không liên lạc được với trung tâm, nhiều nhất là {most} ngày.</translation>
        </message>
        <message>
            <source>The officer's token is not set.</source>
            <translation>Chưa thiết lập token của người ký.</translation>
        </message>
        <message>
            <source>Not plugged in: {tokens}.</source>
            <translation>Chưa cắm: {tokens}.</translation>
        </message>
        <message>
            <source>Plug the token in.</source>
            <translation>Cắm token vào.</translation>
        </message>
        <message>
            <source>Locked: {tokens}.</source>
            <translation>Đã bị khóa: {tokens}.</translation>
        </message>
        <message>
            <source>Who issued the token unlocks it.</source>
            <translation>Nơi cấp token mở khóa.</translation>
        </message>
        <message>
            <source>No scanner answers.</source>
            <translation>Không máy quét nào trả lời.</translation>
        </message>
        <message>
            <source>Switch it on, and look at its cable.</source>
            <translation>Bật máy quét và xem lại dây.</translation>
        </message>
        <message>
            <source>Does not answer: {devices}.</source>
            <translation>Không trả lời: {devices}.</translation>
        </message>
        <message>
            <source>Switch it on; does another program hold it?</source>
            <translation>Bật máy lên; có chương trình khác đang giữ máy không?</translation>
        </message>
        <message>
            <source>There is no list of procedures here yet.</source>
            <translation>Máy này chưa có danh mục thủ tục.</translation>
        </message>
        <message>
            <source>Ask IT to load one.</source>
            <translation>Hãy nhờ bộ phận CNTT nạp danh mục.</translation>
        </message>
        <message>
            <source>The list of procedures has a mistake; the old one stays.</source>
            <translation>Danh mục thủ tục có lỗi; danh mục cũ vẫn giữ nguyên.</translation>
        </message>
        <message>
            <source>Have it corrected, then load it again.</source>
            <translation>Hãy nhờ sửa lại rồi nạp lại.</translation>
        </message>
        <message>
            <source>({place}: {reason})</source>
            <translation>({place}: {reason})</translation>
        </message>
        <message>
            <source>The list of procedures is not from central.</source>
            <translation>Danh mục thủ tục này không phải của trung tâm.</translation>
        </message>
        <message>
            <source>The old one stays. Ask IT for the right file.</source>
            <translation>Danh mục cũ vẫn giữ nguyên. Hãy nhờ bộ phận CNTT cấp đúng tệp.</translation>
        </message>
        <message>
            <source>The list of procedures here is newer.</source>
            <translation>Danh mục thủ tục trên máy này mới hơn.</translation>
        </message>
        <message>
            <source>It stays. Ask IT for the newest file.</source>
            <translation>Danh mục này vẫn giữ nguyên. Hãy nhờ bộ phận CNTT cấp tệp mới nhất.</translation>
        </message>
        <message>
            <source>The list has no procedure of this code.</source>
            <translation>Danh mục không có thủ tục mang mã này.</translation>
        </message>
        <message>
            <source>Look for it by its name.</source>
            <translation>Hãy tìm theo tên thủ tục.</translation>
        </message>
        <message>
            <source>({code})</source>
            <translation>({code})</translation>
        </message>
        <message>
            <source>This procedure does not hold on that day.</source>
            <translation>Thủ tục này không có hiệu lực vào ngày đó.</translation>
        </message>
        <message>
            <source>Look for the one that took its place.</source>
            <translation>Hãy tìm thủ tục thay thế.</translation>
        </message>
        <message>
            <source>No camera answers.</source>
            <translation>Không có máy ảnh nào trả lời.</translation>
        </message>
        <message>
            <source>Plug it in again, close other programs that use it, then try again.</source>
            <translation>Cắm lại máy ảnh, đóng chương trình khác đang dùng nó, rồi thử lại.</translation>
        </message>
        <message>
            <source>The camera saw no card&apos;s QR code.</source>
            <translation>Máy ảnh không thấy mã QR của thẻ.</translation>
        </message>
        <message>
            <source>Hold the code still, a hand&apos;s width before the camera, or type the data.</source>
            <translation>Giữ yên mã QR trước máy ảnh, cách một gang tay, hoặc gõ thông tin.</translation>
        </message>
        <message>
            <source>This procedure is not received here.</source>
            <translation>Nơi này không tiếp nhận thủ tục này.</translation>
        </message>
        <message>
            <source>Tell the citizen where it is.</source>
            <translation>Hãy chỉ cho công dân nơi tiếp nhận.</translation>
        </message>
        <message>
            <source>({units})</source>
            <translation>({units})</translation>
        </message>
        <message>
            <source>This paper may not be scanned into the dossier.</source>
            <translation>Giấy tờ này không được số hóa vào hồ sơ.</translation>
        </message>
        <message>
            <source>Look at it and give it back.</source>
            <translation>Hãy xem rồi trả lại công dân.</translation>
        </message>
        <message>
            <source>Paper {component}.</source>
            <translation>Giấy tờ số {component}.</translation>
        </message>
        <message>
            <source>This paper is there already, or not needed.</source>
            <translation>Giấy tờ này đã có dữ liệu hoặc không cần nộp.</translation>
        </message>
        <message>
            <source>Say first that it is scanned all the same.</source>
            <translation>Nếu vẫn quét, trước hết hãy ghi là quét.</translation>
        </message>
        <message>
            <source>This paper has been scanned.</source>
            <translation>Giấy tờ này đã quét rồi.</translation>
        </message>
        <message>
            <source>Remove its pages first.</source>
            <translation>Hãy bỏ các trang của nó trước.</translation>
        </message>
        <message>
            <source>Papers of the dossier are still missing.</source>
            <translation>Hồ sơ còn thiếu giấy tờ.</translation>
        </message>
        <message>
            <source>Scan them, or ask the citizen to bring them.</source>
            <translation>Hãy quét, hoặc yêu cầu công dân bổ sung.</translation>
        </message>
        <message>
            <source>Papers {components}.</source>
            <translation>Giấy tờ số {components}.</translation>
        </message>
        <message>
            <source>This paper belongs to a dossier for a procedure.</source>
            <translation>Giấy tờ này thuộc hồ sơ thủ tục hành chính.</translation>
        </message>
        <message>
            <source>For a certified copy, receive it as a dossier of its own.</source>
            <translation>Muốn chứng thực bản sao, hãy tiếp nhận thành hồ sơ riêng.</translation>
        </message>
        <message>
            <source>This dossier is closed.</source>
            <translation>Hồ sơ này đã kết thúc.</translation>
        </message>
        <message>
            <source>Receive a new one.</source>
            <translation>Hãy tiếp nhận hồ sơ mới.</translation>
        </message>
        <message>
            <source>The dossier cannot go there from where it is.</source>
            <translation>Hồ sơ chưa thể chuyển sang bước đó.</translation>
        </message>
        <message>
            <source>Look at its steps, then choose again.</source>
            <translation>Hãy xem lại các bước rồi chọn lại.</translation>
        </message>
        <message>
            <source>The three lines at the card&apos;s back could not be read.</source>
            <translation>Không đọc được ba dòng ở mặt sau thẻ.</translation>
        </message>
        <message>
            <source>The new password was typed in two ways.</source>
            <translation>Hai lần nhập mật khẩu mới không giống nhau.</translation>
        </message>
        <message>
            <source>Type all three again.</source>
            <translation>Hãy nhập lại cả ba ô.</translation>
        </message>
        <message>
            <source>The new password is too short, or holds the account&apos;s name.</source>
            <translation>Mật khẩu mới quá ngắn hoặc có chứa tên tài khoản.</translation>
        </message>
        <message>
            <source>Choose another one.</source>
            <translation>Hãy chọn mật khẩu khác.</translation>
        </message>
        <message>
            <source>It needs {least} letters at least.</source>
            <translation>Cần ít nhất {least} ký tự.</translation>
        </message>
        <message>
            <source>Central did not answer, or refused.</source>
            <translation>Trung tâm không trả lời hoặc từ chối.</translation>
        </message>
        <message>
            <source>The password is as it was. Try again later.</source>
            <translation>Mật khẩu vẫn như cũ. Hãy thử lại sau.</translation>
        </message>
        <message>
            <source>Page {page} is not as its original.</source>
            <translation>Trang {page} khác bản chính.</translation>
        </message>
        <message>
            <source>Scan it again. If it is as the original after all, take the mark back.</source>
            <translation>Quét lại trang đó. Nếu thật ra giống bản chính, bỏ đánh dấu khác.</translation>
        </message>
        <message>
            <source>This slip does not belong to where the dossier stands.</source>
            <translation>Phiếu này không dùng cho trạng thái hiện tại của hồ sơ.</translation>
        </message>
        <message>
            <source>Move the dossier on first, then print it.</source>
            <translation>Chuyển trạng thái hồ sơ trước, rồi in lại.</translation>
        </message>
        <message>
            <source>The form of this slip has a mistake; nothing was printed.</source>
            <translation>Mẫu phiếu có lỗi; chưa in gì.</translation>
        </message>
        <message>
            <source>Have IT correct the form, then print again.</source>
            <translation>Báo bộ phận kỹ thuật sửa mẫu, rồi in lại.</translation>
        </message>
        <message>
            <source>({template}: {field})</source>
            <translation>({template}: {field})</translation>
        </message>
        <message>
            <source>Nothing is owed for this dossier.</source>
            <translation>Hồ sơ này không còn khoản phải nộp.</translation>
        </message>
        <message>
            <source>No money is to be taken.</source>
            <translation>Không thu tiền.</translation>
        </message>
        <message>
            <source>Nothing was taken since the last day's close.</source>
            <translation>Từ lần khóa sổ trước chưa thu khoản nào.</translation>
        </message>
        <message>
            <source>There is nothing to close.</source>
            <translation>Chưa có gì để khóa sổ.</translation>
        </message>
        <message>
            <source>Only a payment makes a dossier paid.</source>
            <translation>Chỉ khi thu tiền hồ sơ mới là đã nộp.</translation>
        </message>
        <message>
            <source>Take the money, or wait for central's word.</source>
            <translation>Thu tiền, hoặc chờ trung tâm báo tiền về.</translation>
        </message>
        <message>
            <source>This dossier&apos;s lot is being checked, or is accepted.</source>
            <translation>Lô của hồ sơ này đang được kiểm tra, hoặc đã đạt.</translation>
        </message>
        <message>
            <source>Nothing in it changes now. Wait for the check.</source>
            <translation>Lúc này không sửa được gì. Hãy chờ kiểm tra xong.</translation>
        </message>
        <message>
            <source>This lot is somebody else&apos;s.</source>
            <translation>Lô này của người khác.</translation>
        </message>
        <message>
            <source>Open a lot of your own.</source>
            <translation>Hãy mở lô riêng.</translation>
        </message>
        <message>
            <source>You digitised in this lot, so you do not check it.</source>
            <translation>Đã số hóa trong lô này thì không được kiểm tra nó.</translation>
        </message>
        <message>
            <source>Ask a colleague.</source>
            <translation>Nhờ đồng nghiệp.</translation>
        </message>
        <message>
            <source>That is not done with this lot now.</source>
            <translation>Lúc này không làm việc đó với lô được.</translation>
        </message>
        <message>
            <source>Look at where it stands.</source>
            <translation>Xem trạng thái của lô.</translation>
        </message>
        <message>
            <source>The lot is not finished.</source>
            <translation>Lô chưa xong.</translation>
        </message>
        <message>
            <source>Finish what is left, then hand it in.</source>
            <translation>Làm nốt phần còn lại rồi giao.</translation>
        </message>
        <message>
            <source>Dossiers left: {dossiers}, papers to be typed: {keyings}.</source>
            <translation>Còn {dossiers} hồ sơ, {keyings} giấy tờ chờ nhập lần hai.</translation>
        </message>
        <message>
            <source>The dossier is not finished.</source>
            <translation>Hồ sơ chưa xong.</translation>
        </message>
        <message>
            <source>Open its papers (F3): give all pages, and describe each paper.</source>
            <translation>Mở giấy tờ của hồ sơ (F3): chia hết các trang, mô tả từng giấy tờ.</translation>
        </message>
        <message>
            <source>Dossiers of this lot are still wrong.</source>
            <translation>Trong lô còn hồ sơ sai.</translation>
        </message>
        <message>
            <source>Put them right, and have them looked at again.</source>
            <translation>Sửa lại rồi nhờ xem lại.</translation>
        </message>
        <message>
            <source>How many: {dossiers}.</source>
            <translation>Số hồ sơ: {dossiers}.</translation>
        </message>
        <message>
            <source>Not all of the sample was looked at.</source>
            <translation>Chưa xem hết mẫu.</translation>
        </message>
        <message>
            <source>Look at the rest.</source>
            <translation>Hãy xem nốt.</translation>
        </message>
        <message>
            <source>Dossiers left: {left}.</source>
            <translation>Còn {left} hồ sơ.</translation>
        </message>
        <message>
            <source>You typed this first.</source>
            <translation>Mục này đã do chính người đang làm nhập lần một.</translation>
        </message>
        <message>
            <source>Somebody else types it a second time, or decides.</source>
            <translation>Người khác phải nhập lần hai, hoặc quyết định.</translation>
        </message>
        <message>
            <source>The citizen&apos;s screen is not there any more: it was closed.</source>
            <translation>Màn hình cho người dân không còn nối với máy nên đã đóng.</translation>
        </message>
        <message>
            <source>Check its cable, then press Shift+F11.</source>
            <translation>Kiểm tra dây nối, rồi bấm Shift+F11.</translation>
        </message>
        <message>
            <source>This is the desk to train at: nothing leaves it.</source>
            <translation>Đây là bàn tập huấn: không gửi gì đi.</translation>
        </message>
        <message>
            <source>For real work, start the desk without training.</source>
            <translation>Để làm việc thật, mở chương trình không có chế độ tập huấn.</translation>
        </message>
        <message>
            <source>A desk to train at and a real one were mixed up.</source>
            <translation>Lẫn bàn tập huấn với bàn làm việc thật.</translation>
        </message>
        <message>
            <source>Nothing was changed. Tell IT.</source>
            <translation>Chưa thay đổi gì. Báo bộ phận CNTT.</translation>
        </message>
        <message>
            <source>The citizen did not agree to this.</source>
            <translation>Công dân không đồng ý việc này.</translation>
        </message>
        <message>
            <source>This digital copy cannot stand for the paper.</source>
            <translation>Bản sao điện tử này không dùng thay giấy tờ được.</translation>
        </message>
        <message>
            <source>Scan the paper that the citizen has brought.</source>
            <translation>Quét giấy tờ công dân mang theo.</translation>
        </message>
        <message>
            <source>Its signatures: {verdict}.</source>
            <translation>Chữ ký số: {verdict}.</translation>
        </message>
        <message>
            <source>A form that is filled in has a mistake.</source>
            <translation>Mẫu tờ khai có lỗi.</translation>
        </message>
        <message>
            <source>Have IT correct it, then fill it in again.</source>
            <translation>Nhờ bộ phận CNTT sửa mẫu, rồi điền lại.</translation>
        </message>
        <message>
            <source>({form}: {place})</source>
            <translation>({form}: {place})</translation>
        </message>
        <message>
            <source>This procedure has no such form.</source>
            <translation>Thủ tục này không có tờ khai đó.</translation>
        </message>
        <message>
            <source>Choose another form.</source>
            <translation>Chọn tờ khai khác.</translation>
        </message>
        <message>
            <source>The form has no such field.</source>
            <translation>Tờ khai không có mục này.</translation>
        </message>
        <message>
            <source>It was changed meanwhile. Open it again.</source>
            <translation>Mẫu vừa được thay. Mở lại tờ khai.</translation>
        </message>
        <message>
            <source>Something on the form is in doubt.</source>
            <translation>Tờ khai còn mục nghi ngờ.</translation>
        </message>
        <message>
            <source>Look at it, then keep the form.</source>
            <translation>Xem lại mục đó, rồi lưu tờ khai.</translation>
        </message>
        <message>
            <source>({fields})</source>
            <translation>({fields})</translation>
        </message>
        <message>
            <source>This receipt was cancelled before.</source>
            <translation>Phiếu thu này đã hủy rồi.</translation>
        </message>
        <message>
            <source>There is nothing to cancel.</source>
            <translation>Không còn gì để hủy.</translation>
        </message>
        <message>
            <source>({receipt})</source>
            <translation>({receipt})</translation>
        </message>
        <message>
            <source>Paper {component} is not described yet.</source>
            <translation>Giấy tờ số {component} chưa được mô tả.</translation>
        </message>
        <message>
            <source>Describe it, then sign.</source>
            <translation>Mô tả rồi ký.</translation>
        </message>
        <message>
            <source>A paper of a lot is not signed by itself.</source>
            <translation>Giấy tờ của lô không ký riêng.</translation>
        </message>
        <message>
            <source>Its lot is checked and written out as a whole.</source>
            <translation>Cả lô được kiểm tra và xuất cùng nhau.</translation>
        </message>
        <message>
            <source>The certificate of who issues cards is missing.</source>
            <translation>Thiếu chứng thư của nơi phát hành thẻ.</translation>
        </message>
        <message>
            <source>IT puts it into its folder: chips are not proven without.</source>
            <translation>CNTT chép vào thư mục: thiếu thì không chứng minh được chip.</translation>
        </message>
        <message>
            <source>Not a certificate: {files}.</source>
            <translation>Không phải chứng thư: {files}.</translation>
        </message>
        <message>
            <source>IT takes it out of the folder, or puts it there anew.</source>
            <translation>CNTT bỏ ra khỏi thư mục hoặc chép lại.</translation>
        </message>
        <message>
            <source>The chip could not be read.</source>
            <translation>Không đọc được chip.</translation>
        </message>
        <message>
            <source>This computer cannot use card readers yet.</source>
            <translation>Máy này chưa dùng được đầu đọc thẻ.</translation>
        </message>
        <message>
            <source>Go on without the chip, and ask IT to set it up.</source>
            <translation>Làm tiếp không cần chip và nhờ CNTT cài đặt.</translation>
        </message>
        <message>
            <source>No card reader is plugged in.</source>
            <translation>Chưa cắm đầu đọc thẻ.</translation>
        </message>
        <message>
            <source>Plug it in, then try again; or go on without the chip.</source>
            <translation>Cắm đầu đọc rồi thử lại; hoặc làm tiếp không cần chip.</translation>
        </message>
        <message>
            <source>No card was laid on the reader.</source>
            <translation>Chưa có thẻ trên đầu đọc.</translation>
        </message>
        <message>
            <source>Lay it flat on the reader, then try again.</source>
            <translation>Đặt thẻ nằm phẳng trên đầu đọc rồi thử lại.</translation>
        </message>
        <message>
            <source>The card was taken away while it was read.</source>
            <translation>Thẻ bị nhấc ra khi đang đọc.</translation>
        </message>
        <message>
            <source>Lay it down again and leave it there until it is read.</source>
            <translation>Đặt lại thẻ và để yên đến khi đọc xong.</translation>
        </message>
        <message>
            <source>The chip opens only by what stands on its card.</source>
            <translation>Chip chỉ mở bằng thông tin in trên thẻ.</translation>
        </message>
        <message>
            <source>Read the QR code or a picture of the card&apos;s back first.</source>
            <translation>Đọc mã QR hoặc ảnh mặt sau của thẻ trước.</translation>
        </message>
        <message>
            <source>The chip is not that of the card in the form.</source>
            <translation>Chip không phải của thẻ đang nhập.</translation>
        </message>
        <message>
            <source>Is it the same card? Then choose a picture of its back, and try again.</source>
            <translation>Nếu đúng thẻ, chọn ảnh mặt sau của thẻ rồi thử lại.</translation>
        </message>
        <message>
            <source>The chip does not go along.</source>
            <translation>Chip từ chối.</translation>
        </message>
        <message>
            <source>Lay the card down again; or go on without the chip.</source>
            <translation>Đặt lại thẻ; hoặc làm tiếp không cần chip.</translation>
        </message>
        <message>
            <source>What the chip answered cannot be relied on.</source>
            <translation>Không thể tin câu trả lời của chip.</translation>
        </message>
        <message>
            <source>Lay the card down alone, then try again.</source>
            <translation>Đặt riêng thẻ này lên đầu đọc rồi thử lại.</translation>
        </message>
        <message>
            <source>This chip is of a kind that is not read here.</source>
            <translation>Loại chip này chưa đọc được.</translation>
        </message>
        <message>
            <source>Go on without the chip.</source>
            <translation>Làm tiếp không cần chip.</translation>
        </message>
        <message>
            <source>The chip&apos;s data are damaged.</source>
            <translation>Dữ liệu trong chip bị hỏng.</translation>
        </message>
        <message>
            <source>Do not rely on the chip; go on without it.</source>
            <translation>Không dựa vào chip; làm tiếp không cần chip.</translation>
        </message>
        <message>
            <source>The citizen did not confirm who they are.</source>
            <translation>Người dân chưa xác nhận danh tính.</translation>
        </message>
        <message>
            <source>Nothing was filled in. Take the card, or begin again.</source>
            <translation>Chưa điền gì vào biểu mẫu. Dùng thẻ căn cước, hoặc làm lại từ đầu.</translation>
        </message>
        <message>
            <source>What came back does not prove who the citizen is.</source>
            <translation>Kết quả nhận về không chứng minh được danh tính người dân.</translation>
        </message>
        <message>
            <source>Nothing was filled in. Take the card; tell IT the reason.</source>
            <translation>Chưa điền gì vào biểu mẫu. Dùng thẻ căn cước; báo bộ phận CNTT mã lý do.</translation>
        </message>
        <message>
            <source>The place that confirms who somebody is does not answer.</source>
            <translation>Hệ thống xác thực danh tính không trả lời.</translation>
        </message>
        <message>
            <source>Take the card, or try again later.</source>
            <translation>Dùng thẻ căn cước, hoặc thử lại sau.</translation>
        </message>
        <message>
            <source>Nobody confirmed anything in time.</source>
            <translation>Hết thời gian chờ mà chưa có ai xác nhận.</translation>
        </message>
        <message>
            <source>Nothing was filled in. Begin again, or take the card.</source>
            <translation>Chưa điền gì vào biểu mẫu. Làm lại từ đầu, hoặc dùng thẻ căn cước.</translation>
        </message>
        <message>
            <source>Go on without it.</source>
            <translation>Làm tiếp không cần việc đó.</translation>
        </message>
        <message>
            <source>The citizen was not asked for this yet.</source>
            <translation>Chưa hỏi công dân về việc này.</translation>
        </message>
        <message>
            <source>Ask them first, or do it without.</source>
            <translation>Hỏi công dân trước, hoặc làm cách khác.</translation>
        </message>
        <message>
            <source>Faces cannot be told apart on this computer.</source>
            <translation>Máy này không đối chiếu khuôn mặt được.</translation>
        </message>
        <message>
            <source>Compare by eye, and tell IT.</source>
            <translation>Đối chiếu bằng mắt và báo cho bộ phận CNTT.</translation>
        </message>
        <message>
            <source>No picture of the face was good enough.</source>
            <translation>Không có hình khuôn mặt nào đủ rõ.</translation>
        </message>
        <message>
            <source>More light, nearer, a card scanned at 300 dpi; or compare by eye.</source>
            <translation>Thêm ánh sáng, lại gần hơn, quét thẻ ở 300 dpi; hoặc đối chiếu bằng mắt.</translation>
        </message>
        <message>
            <source>The head was not turned as asked.</source>
            <translation>Công dân chưa quay đầu như được nhắc.</translation>
        </message>
        <message>
            <source>Try again, or compare by eye.</source>
            <translation>Thử lại, hoặc đối chiếu bằng mắt.</translation>
        </message>
        <message>
            <source>This may be a picture of a face, not a person.</source>
            <translation>Đây có thể là ảnh, không phải người thật.</translation>
        </message>
        <message>
            <source>Look who stands there, and compare by eye.</source>
            <translation>Xem ai đang đứng đó và đối chiếu bằng mắt.</translation>
        </message>
        <message>
            <source>What compares faces is not as expected.</source>
            <translation>Phần đối chiếu khuôn mặt không đúng như dự kiến.</translation>
        </message>
        <message>
            <source>Compare by eye; IT installs it anew.</source>
            <translation>Đối chiếu bằng mắt; bộ phận CNTT cài lại.</translation>
        </message>
        <message>
            <source>The part that compares faces by IT&apos;s models is missing.</source>
            <translation>Thiếu phần đối chiếu khuôn mặt theo mô hình của bộ phận CNTT.</translation>
        </message>
        <message>
            <source>Compare by eye; IT installs it, or clears the setting.</source>
            <translation>Đối chiếu bằng mắt; bộ phận CNTT cài phần này hoặc bỏ thiết lập.</translation>
        </message>
        <message>
            <source>No models to compare faces are in {folder}.</source>
            <translation>Không có mô hình đối chiếu khuôn mặt trong {folder}.</translation>
        </message>
        <message>
            <source>Compare by eye; IT puts them there, or clears the setting.</source>
            <translation>Đối chiếu bằng mắt; bộ phận CNTT đưa vào hoặc bỏ thiết lập.</translation>
        </message>
    </context>
    <context>
        <name>ProblemSheet</name>
        <message>
            <source>What went wrong</source>
            <translation>Sự cố</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Chuyện gì đã xảy ra</translation>
        </message>
        <message>
            <source>What is safe</source>
            <translation>Những gì vẫn an toàn</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Việc cần làm</translation>
        </message>
        <message>
            <source>File for support</source>
            <translation>Tệp hỗ trợ</translation>
        </message>
        <message>
            <source>What IT needs to help from afar, without anybody&apos;s data ({key})</source>
            <translation>Thông tin để bộ phận CNTT hỗ trợ từ xa, không có dữ liệu cá nhân ({key})</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>For IT: {code}, {time}</source>
            <translation>Báo bộ phận CNTT: {code}, {time}</translation>
        </message>
        <message>
            <source>Looking at what is kept…</source>
            <translation>Đang xem những gì đã lưu…</translation>
        </message>
        <message>
            <source>The desk&apos;s store does not answer, so nobody can say now. Do not start again what you were doing; ask IT first.</source>
            <translation>Kho lưu trữ của bàn không trả lời nên chưa biết được. Không làm lại việc đang dở; hỏi bộ phận CNTT trước.</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>Đồng ý</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Có</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Không</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Thôi</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Áp dụng</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Trợ giúp</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Places</source>
            <translation>Các mục</translation>
        </message>
    </context>
    <context>
        <name>Receive</name>
        <message>
            <source>Receive a dossier</source>
            <translation>Tiếp nhận hồ sơ</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>Họ, chữ đệm và tên</translation>
        </message>
        <message>
            <source>Identity number</source>
            <translation>Số định danh</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Ngày sinh</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Nơi cư trú</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Thư điện tử</translation>
        </message>
        <message>
            <source>Name of the original</source>
            <translation>Tên bản chính</translation>
        </message>
        <message>
            <source>dd/mm/yyyy</source>
            <translation>ngày/tháng/năm</translation>
        </message>
        <message>
            <source>for example: Birth certificate</source>
            <translation>ví dụ: Giấy khai sinh</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Số bản sao</translation>
        </message>
        <message>
            <source>Requester</source>
            <translation>Người yêu cầu</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Bản chính</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Tiếp nhận</translation>
        </message>
        <message>
            <source>{field} is missing. Fill it in, then press F9 again.</source>
            <translation>Thiếu mục “{field}”. Điền vào, rồi nhấn lại F9.</translation>
        </message>
        <message>
            <source>{field} cannot be that. Correct it, then press F9 again.</source>
            <translation>Mục “{field}” không đúng. Sửa lại, rồi nhấn lại F9.</translation>
        </message>
        <message>
            <source>Picture of the card</source>
            <translation>Ảnh thẻ căn cước</translation>
        </message>
        <message>
            <source>Pictures ({patterns})</source>
            <translation>Ảnh ({patterns})</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Chọn ảnh</translation>
        </message>
        <message>
            <source>Choose a picture of the card (Ctrl+O)</source>
            <translation>Chọn ảnh thẻ căn cước (Ctrl+O)</translation>
        </message>
        <message>
            <source>Drop a picture of the identity card here: its QR code fills in the form.</source>
            <translation>Thả ảnh thẻ căn cước vào đây: mã QR trên thẻ sẽ điền vào phiếu.</translation>
        </message>
        <message>
            <source>From the card</source>
            <translation>Lấy từ thẻ căn cước</translation>
        </message>
        <message>
            <source>Use the camera</source>
            <translation>Dùng máy ảnh</translation>
        </message>
        <message>
            <source>Stop the camera</source>
            <translation>Dừng máy ảnh</translation>
        </message>
        <message>
            <source>What the camera sees</source>
            <translation>Hình từ máy ảnh</translation>
        </message>
        <message>
            <source>A barcode reader can be used at any time on this screen.</source>
            <translation>Ở màn hình này, quét mã bằng đầu đọc mã vạch lúc nào cũng được.</translation>
        </message>
        <message>
            <source>Procedure</source>
            <translation>Thủ tục</translation>
        </message>
        <message>
            <source>Owner's full name</source>
            <translation>Họ tên chủ hồ sơ</translation>
        </message>
        <message>
            <source>Owner's number</source>
            <translation>Số định danh chủ hồ sơ</translation>
        </message>
        <message>
            <source>Unit that resolves</source>
            <translation>Nơi giải quyết</translation>
        </message>
        <message>
            <source>code, or words of its name: khai sinh</source>
            <translation>mã hoặc vài chữ trong tên: khai sinh</translation>
        </message>
        <message>
            <source>code of the unit at the owner's residence</source>
            <translation>mã đơn vị nơi chủ hồ sơ cư trú</translation>
        </message>
        <message>
            <source>The dossier is somebody else's</source>
            <translation>Chủ hồ sơ là người khác</translation>
        </message>
        <message>
            <source>Whose it is</source>
            <translation>Chủ hồ sơ là</translation>
        </message>
        <message>
            <source>A person</source>
            <translation>Cá nhân</translation>
        </message>
        <message>
            <source>An enterprise</source>
            <translation>Doanh nghiệp</translation>
        </message>
        <message>
            <source>An agency</source>
            <translation>Cơ quan nhà nước</translation>
        </message>
        <message>
            <source>Another organisation</source>
            <translation>Tổ chức khác</translation>
        </message>
        <message>
            <source>How it came</source>
            <translation>Hình thức nộp</translation>
        </message>
        <message>
            <source>In person</source>
            <translation>Trực tiếp</translation>
        </message>
        <message>
            <source>By post</source>
            <translation>Bưu chính</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>Trực tuyến</translation>
        </message>
        <message>
            <source>{count} working days</source>
            <translation>{count} ngày làm việc</translation>
        </message>
        <message>
            <source>{count} working hours</source>
            <translation>{count} giờ làm việc</translation>
        </message>
        <message>
            <source>on the same day</source>
            <translation>trong ngày</translation>
        </message>
        <message>
            <source>{count} papers</source>
            <translation>{count} giấy tờ</translation>
        </message>
        <message>
            <source>no fee</source>
            <translation>không thu phí</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Mục đích</translation>
        </message>
        <message>
            <source>For certified copies</source>
            <translation>Chứng thực bản sao</translation>
        </message>
        <message>
            <source>For a procedure</source>
            <translation>Hồ sơ thủ tục</translation>
        </message>
        <message>
            <source>Change it (Ctrl+M)</source>
            <translation>Đổi (Ctrl+M)</translation>
        </message>
        <message>
            <source>Number {number} · waited {minutes} min · waiting: {waiting}</source>
            <translation>Số {number} · đã chờ {minutes} phút · còn chờ: {waiting}</translation>
        </message>
        <message>
            <source>Call the next number</source>
            <translation>Gọi số tiếp theo</translation>
        </message>
        <message>
            <source>Call who waits longest (F6)</source>
            <translation>Gọi người chờ lâu nhất (F6)</translation>
        </message>
        <message>
            <source>Queue number</source>
            <translation>Số thứ tự</translation>
        </message>
        <message>
            <source>Stop waiting for {source}</source>
            <translation>Thôi chờ {source}</translation>
        </message>
        <message>
            <source>Confirm by {source}</source>
            <translation>Xác nhận bằng {source}</translation>
        </message>
        <message>
            <source>The citizen scans the code on their screen with a phone. It holds for {minutes} min.</source>
            <translation>Người dân dùng điện thoại quét mã trên màn hình của mình. Mã dùng được trong {minutes} phút.</translation>
        </message>
        <message>
            <source>As {source} confirmed</source>
            <translation>Theo {source} xác nhận</translation>
        </message>
        <message>
            <source>Relation to the owner</source>
            <translation>Quan hệ với chủ hồ sơ</translation>
        </message>
        <message>
            <source>for example: father, child, authorised</source>
            <translation>ví dụ: cha, con, người được ủy quyền</translation>
        </message>
        <message>
            <source>Receive, check face</source>
            <translation>Nhận, đối chiếu mặt</translation>
        </message>
        <message>
            <source>Receive, then hold the face against the card (Ctrl+J)</source>
            <translation>Tiếp nhận, rồi đối chiếu khuôn mặt với thẻ (Ctrl+J)</translation>
        </message>
    </context>
    <context>
        <name>Register</name>
        <message>
            <source>Certification register</source>
            <translation>Sổ chứng thực</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Quyển</translation>
        </message>
        <message>
            <source>Lines of the book</source>
            <translation>Các dòng của sổ</translation>
        </message>
        <message>
            <source>No line in this book yet. Each signed copy adds one.</source>
            <translation>Sổ chưa có dòng nào. Mỗi lần ký sẽ thêm một dòng.</translation>
        </message>
        <message>
            <source>Signed lines: {signed} · Numbers left on this desk: {left}</source>
            <translation>Đã ký: {signed} dòng · Còn {left} số ở quầy này</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Ngày</translation>
        </message>
        <message>
            <source>Requester</source>
            <translation>Người yêu cầu</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Bản chính</translation>
        </message>
        <message>
            <source>Signer</source>
            <translation>Người ký</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Số bản</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Phí</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Reserved, not signed yet</source>
            <translation>Đã giữ số, chưa ký</translation>
        </message>
        <message>
            <source>Cancelled: {reason}</source>
            <translation>Đã hủy: {reason}</translation>
        </message>
        <message>
            <source>the day had passed</source>
            <translation>đã qua ngày</translation>
        </message>
        <message>
            <source>given up by the clerk</source>
            <translation>cán bộ không ký nữa</translation>
        </message>
        <message>
            <source>the entry was changed before it was signed</source>
            <translation>nội dung ghi sổ đã đổi trước khi ký</translation>
        </message>
        <message>
            <source>Cancel the number</source>
            <translation>Hủy số</translation>
        </message>
        <message>
            <source>Cancel number {number}, reserved for {original}?</source>
            <translation>Hủy số {number} đã giữ cho {original}?</translation>
        </message>
        <message>
            <source>It stays in the book as cancelled. To sign, a new number is taken.</source>
            <translation>Số vẫn ở trong sổ, ghi là đã hủy. Muốn ký thì lấy số mới.</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Giữ lại</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Tháng</translation>
        </message>
        <message>
            <source>Close the book</source>
            <translation>Khóa sổ</translation>
        </message>
        <message>
            <source>As a spreadsheet</source>
            <translation>Xuất bảng tính</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>In</translation>
        </message>
        <message>
            <source>Whole book</source>
            <translation>Cả quyển</translation>
        </message>
        <message>
            <source>Closed with {signed} signed lines</source>
            <translation>Đã khóa với {signed} dòng đã ký</translation>
        </message>
        <message>
            <source>Close book {book} with {signed} signed lines?</source>
            <translation>Khóa sổ {book} với {signed} dòng đã ký?</translation>
        </message>
        <message>
            <source>No number of it is given any more. It cannot be opened again.</source>
            <translation>Sổ sẽ không cấp thêm số nào và không mở lại được.</translation>
        </message>
        <message>
            <source>Close it for good</source>
            <translation>Khóa sổ</translation>
        </message>
        <message>
            <source>Leave it open</source>
            <translation>Để mở</translation>
        </message>
        <message>
            <source>The day's close</source>
            <translation>Khóa sổ thu</translation>
        </message>
    </context>
    <context>
        <name>Safe</name>
        <message>
            <source>Waiting for central, kept here until it has them: {count}.</source>
            <translation>Đang chờ gửi trung tâm, vẫn lưu tại đây: {count}.</translation>
        </message>
        <message>
            <source>What was saved before is kept.</source>
            <translation>Những gì đã lưu trước đó vẫn còn nguyên.</translation>
        </message>
        <message>
            <source>“{title}”: {pages} on the disk, {compared} compared.</source>
            <translation>“{title}”: đã lưu {pages}, đã đối chiếu {compared}.</translation>
        </message>
        <message>
            <source>“{title}”: received. No page of it was scanned yet.</source>
            <translation>“{title}”: đã tiếp nhận, chưa quét trang nào.</translation>
        </message>
        <message>
            <source>Not found on the disk: {pages}. Tell IT before going on.</source>
            <translation>Không thấy trên ổ đĩa: {pages}. Báo bộ phận CNTT trước khi làm tiếp.</translation>
        </message>
        <message>
            <source>Number {number} of {book} is kept for this paper; nobody else gets it.</source>
            <translation>Số {number} quyển {book} đã giữ cho giấy tờ này, không cấp cho ai khác.</translation>
        </message>
        <message>
            <source>Number {number} of {book} was cancelled; it stays in the book with its reason.</source>
            <translation>Số {number} quyển {book} đã hủy, vẫn ghi trong sổ kèm lý do.</translation>
        </message>
        <message>
            <source>The copy with number {number} is signed and on the disk.</source>
            <translation>Bản sao số {number} đã ký và đã lưu.</translation>
        </message>
        <message>
            <source>The signed copy is not found on the disk. Tell IT.</source>
            <translation>Không thấy bản sao đã ký trên ổ đĩa. Báo bộ phận CNTT.</translation>
        </message>
        <message>
            <source>Central has the copy, too.</source>
            <translation>Trung tâm cũng đã có bản sao này.</translation>
        </message>
    </context>
    <context>
        <name>Scan</name>
        <message>
            <source>Scan the original</source>
            <translation>Quét bản chính</translation>
        </message>
        <message>
            <source>Page in hand</source>
            <translation>Trang đang xem</translation>
        </message>
        <message>
            <source>Scanner</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <source>Paper lies</source>
            <translation>Giấy đặt ở</translation>
        </message>
        <message>
            <source>Resolution</source>
            <translation>Độ phân giải</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Màu</translation>
        </message>
        <message>
            <source>Look for scanners again (F6)</source>
            <translation>Tìm lại máy quét (F6)</translation>
        </message>
        <message>
            <source>Look for scanners again</source>
            <translation>Tìm lại máy quét</translation>
        </message>
        <message>
            <source>Scan more</source>
            <translation>Quét thêm trang</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>No pages yet. Put the original on the scanner and press F9.</source>
            <translation>Chưa có trang nào. Đặt bản chính vào máy quét rồi nhấn F9.</translation>
        </message>
        <message>
            <source>No dossier is open. Press F2 to receive one.</source>
            <translation>Chưa mở hồ sơ nào. Nhấn F2 để tiếp nhận.</translation>
        </message>
        <message>
            <source>This picture cannot be opened. Remove the page and scan it again.</source>
            <translation>Không mở được ảnh này. Bỏ trang và quét lại.</translation>
        </message>
        <message>
            <source>Add from files</source>
            <translation>Thêm từ tệp</translation>
        </message>
        <message>
            <source>Pages from files</source>
            <translation>Trang từ tệp</translation>
        </message>
        <message>
            <source>Pictures and PDF ({patterns})</source>
            <translation>Ảnh và PDF ({patterns})</translation>
        </message>
        <message>
            <source>Go on to compare</source>
            <translation>Sang đối chiếu</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Quét</translation>
        </message>
        <message>
            <source>The copy is signed: its pages no longer change.</source>
            <translation>Bản sao đã ký: không sửa được trang nữa.</translation>
        </message>
        <message>
            <source>Scanning: {pages} so far.</source>
            <translation>Đang quét: được {pages}.</translation>
        </message>
        <message>
            <source>Looking for scanners…</source>
            <translation>Đang tìm máy quét…</translation>
        </message>
        <message>
            <source>No scanner answers. Check its cable and press F6, or add files (Ctrl+O).</source>
            <translation>Không máy quét nào trả lời. Kiểm tra dây rồi nhấn F6, hoặc thêm từ tệp (Ctrl+O).</translation>
        </message>
        <message>
            <source>{pages}. Being read in the background.</source>
            <translation>{pages}. Đang đọc chữ.</translation>
        </message>
        <message>
            <source>On the glass</source>
            <translation>Mặt kính</translation>
        </message>
        <message>
            <source>In the feeder</source>
            <translation>Khay nạp</translation>
        </message>
        <message>
            <source>In the feeder, both sides</source>
            <translation>Khay nạp, hai mặt</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Màu</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Xám</translation>
        </message>
        <message>
            <source>Black and white</source>
            <translation>Đen trắng</translation>
        </message>
        <message>
            <source>A sheet to put between two papers, as PDF to print (Ctrl+P)</source>
            <translation>Tờ đặt giữa hai giấy tờ, lưu thành PDF để in (Ctrl+P)</translation>
        </message>
        <message>
            <source>Add pictures or PDF files (Ctrl+O); or drop or paste them (Ctrl+V)</source>
            <translation>Thêm ảnh hoặc tệp PDF (Ctrl+O); hoặc kéo thả, dán vào đây (Ctrl+V)</translation>
        </message>
        <message>
            <source>Adding from files: {pages} so far.</source>
            <translation>Đang thêm từ tệp: đã có {pages}.</translation>
        </message>
        <message>
            <source>As the scanner has it</source>
            <translation>Theo máy quét</translation>
        </message>
        <message>
            <source>Brightness</source>
            <translation>Độ sáng</translation>
        </message>
        <message>
            <source>Does not answer now; it did at {when}.</source>
            <translation>Hiện không trả lời; lần cuối {when}.</translation>
        </message>
        <message>
            <source>Does not answer.</source>
            <translation>Không trả lời.</translation>
        </message>
        <message>
            <source>Fragile original</source>
            <translation>Bản chính dễ hỏng</translation>
        </message>
        <message>
            <source>Identity card</source>
            <translation>Thẻ căn cước</translation>
        </message>
        <message>
            <source>Found by itself</source>
            <translation>Tự nhận cỡ giấy</translation>
        </message>
        <message>
            <source>On the glass twice: both sides of a card</source>
            <translation>Mặt kính hai lượt: hai mặt thẻ</translation>
        </message>
        <message>
            <source>In the feeder twice: backs, then fronts</source>
            <translation>Khay nạp hai lượt: sau, trước</translation>
        </message>
        <message>
            <source>In the feeder twice: fronts, then backs</source>
            <translation>Khay nạp hai lượt: trước, sau</translation>
        </message>
        <message>
            <source>Its driver failed lately ({times}).</source>
            <translation>Trình điều khiển của máy gần đây bị hỏng ({times} lần).</translation>
        </message>
        <message>
            <source>Kind of paper</source>
            <translation>Loại giấy tờ</translation>
        </message>
        <message>
            <source>Land certificate, 190 × 265 mm</source>
            <translation>Giấy chứng nhận đất 190 × 265 mm</translation>
        </message>
        <message>
            <source>Leave it at that</source>
            <translation>Thôi</translation>
        </message>
        <message>
            <source>Office sheets</source>
            <translation>Giấy tờ văn phòng</translation>
        </message>
        <message>
            <source>Own choice</source>
            <translation>Tự chọn</translation>
        </message>
        <message>
            <source>Paper size</source>
            <translation>Khổ giấy</translation>
        </message>
        <message>
            <source>Passport page</source>
            <translation>Trang hộ chiếu</translation>
        </message>
        <message>
            <source>Remove the pages chosen (Del in the list of pages)</source>
            <translation>Bỏ các trang đã chọn (Del trong dãy trang)</translation>
        </message>
        <message>
            <source>Scan on</source>
            <translation>Quét tiếp</translation>
        </message>
        <message>
            <source>Separator sheet</source>
            <translation>Tờ ngăn</translation>
        </message>
        <message>
            <source>Stopping after the page that is on its way…</source>
            <translation>Đang dừng sau trang đang quét…</translation>
        </message>
        <message>
            <source>Remove pages</source>
            <translation>Bỏ trang đã chọn</translation>
        </message>
        <message>
            <source>Press the button on the scanner. Esc stops waiting.</source>
            <translation>Bấm nút trên máy quét để bắt đầu. Esc thôi chờ.</translation>
        </message>
        <message>
            <source>At the scanner&apos;s button</source>
            <translation>Quét khi bấm nút trên máy</translation>
        </message>
    </context>
    <context>
        <name>Search</name>
        <message>
            <source>Search code, name or paper   Ctrl+F</source>
            <translation>Tìm mã, tên hoặc giấy tờ   Ctrl+F</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Tìm</translation>
        </message>
    </context>
    <context>
        <name>SecondLook</name>
        <message>
            <source>A picture, or a PDF such as an earlier copy (Ctrl+O)</source>
            <translation>Ảnh, hoặc PDF như bản sao đã cấp trước (Ctrl+O)</translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>Chỗ khác nhau</translation>
        </message>
        <message>
            <source>Differences: {count}, not looked at: {left}</source>
            <translation>{count} chỗ khác nhau, còn {left} chỗ chưa xem</translation>
        </message>
        <message>
            <source>Differences: {count}. The words are being read…</source>
            <translation>{count} chỗ khác nhau. Đang đọc chữ…</translation>
        </message>
        <message>
            <source>Lay the original on the scanner once more, or a copy that the citizen brought: what differs from the page is shown. Nothing of it is kept.</source>
            <translation>Đặt lại bản chính, hoặc bản chụp người dân mang theo, lên máy quét: chỗ nào khác với trang sẽ hiện ra. Ảnh này không được lưu.</translation>
        </message>
        <message>
            <source>Looks different</source>
            <translation>Hình khác nhau</translation>
        </message>
        <message>
            <source>No difference was found.</source>
            <translation>Không thấy chỗ nào khác.</translation>
        </message>
        <message>
            <source>No scanner answers. Look for one under Scan ({key}).</source>
            <translation>Chưa có máy quét. Tìm máy quét ở mục Quét ({key}).</translation>
        </message>
        <message>
            <source>Only on the other paper</source>
            <translation>Chỉ có trên bản khác</translation>
        </message>
        <message>
            <source>Only on the page</source>
            <translation>Chỉ có trên trang</translation>
        </message>
        <message>
            <source>Open a file</source>
            <translation>Mở tệp</translation>
        </message>
        <message>
            <source>Picture or PDF of the same paper</source>
            <translation>Ảnh hoặc PDF của cùng giấy tờ</translation>
        </message>
        <message>
            <source>Pictures and PDF ({patterns})</source>
            <translation>Ảnh và PDF ({patterns})</translation>
        </message>
        <message>
            <source>Scan the original once more, or a copy of it (F5)</source>
            <translation>Quét lại bản chính, hoặc bản chụp của nó (F5)</translation>
        </message>
        <message>
            <source>Scan the paper</source>
            <translation>Quét</translation>
        </message>
        <message>
            <source>The ink is the same. The words are being read…</source>
            <translation>Nét mực giống nhau. Đang đọc chữ…</translation>
        </message>
        <message>
            <source>The other paper, magnified</source>
            <translation>Bản khác, phóng to</translation>
        </message>
        <message>
            <source>The paper is being scanned…</source>
            <translation>Đang quét…</translation>
        </message>
        <message>
            <source>The two are being laid over each other…</source>
            <translation>Đang đặt hai bản chồng lên nhau…</translation>
        </message>
        <message>
            <source>The two cannot be laid over each other. Is it the same page?</source>
            <translation>Không đặt được hai bản chồng lên nhau. Có đúng là cùng một trang không?</translation>
        </message>
        <message>
            <source>{page} on the page, {other} on the other</source>
            <translation>Trên trang: {page}; bản khác: {other}</translation>
        </message>
        <message>
            <source>Earlier copy</source>
            <translation>Bản sao trước</translation>
        </message>
        <message>
            <source>A certified copy of the same person that is kept here</source>
            <translation>Bản sao đã chứng thực của cùng người, còn lưu tại đây</translation>
        </message>
        <message>
            <source>The two cannot be laid over each other. The words are being read…</source>
            <translation>Không đặt được hai bản chồng lên nhau. Đang đọc chữ…</translation>
        </message>
        <message>
            <source>The two cannot be laid over each other, but all their words are the same.</source>
            <translation>Không đặt được hai bản chồng lên nhau, nhưng mọi chữ đều giống nhau.</translation>
        </message>
        <message>
            <source>The two cannot be laid over each other. Words that differ: {count}, not looked at: {left}</source>
            <translation>Không đặt được hai bản chồng lên nhau. Chỗ khác chữ: {count}, chưa xem: {left}</translation>
        </message>
        <message>
            <source>{title}, number {number} in book {book}, {moment}</source>
            <translation>{title}, số {number} quyển {book}, {moment}</translation>
        </message>
    </context>
    <context>
        <name>Sending</name>
        <message>
            <source>Sending {which} of {all}</source>
            <translation>Đang gửi {which}/{all}</translation>
        </message>
        <message>
            <source>{sent} of {size} MB have left, of this copy {percent} %.</source>
            <translation>Đã gửi {sent}/{size} MB, bản này {percent} %.</translation>
        </message>
        <message>
            <source>{time} left.</source>
            <translation>Còn {time}.</translation>
        </message>
        <message>
            <source>Less than a minute</source>
            <translation>chưa đến một phút</translation>
        </message>
        <message>
            <source>About {count} min</source>
            <translation>khoảng {count} phút</translation>
        </message>
        <message>
            <source>About {count} h</source>
            <translation>khoảng {count} giờ</translation>
        </message>
    </context>
    <context>
        <name>Separators</name>
        <message>
            <source>Print: another paper follows</source>
            <translation>In: sau tờ ngăn là giấy tờ khác</translation>
        </message>
        <message>
            <source>Print: pages of this dossier follow</source>
            <translation>In: sau tờ ngăn là trang của hồ sơ này</translation>
        </message>
        <message>
            <source>Save the separator sheet</source>
            <translation>Lưu tờ ngăn</translation>
        </message>
        <message>
            <source>Save: another paper follows</source>
            <translation>Lưu: sau tờ ngăn là giấy tờ khác</translation>
        </message>
        <message>
            <source>Save: pages of this dossier follow</source>
            <translation>Lưu: sau tờ ngăn là trang của hồ sơ này</translation>
        </message>
        <message>
            <source>Print: the next dossier of the lot follows</source>
            <translation>In: sau tờ này là hồ sơ tiếp theo của lô</translation>
        </message>
        <message>
            <source>Save: the next dossier of the lot follows</source>
            <translation>Lưu: sau tờ này là hồ sơ tiếp theo của lô</translation>
        </message>
    </context>
    <context>
        <name>Sides</name>
        <message>
            <source>Sides of the original</source>
            <translation>Số mặt của bản chính</translation>
        </message>
        <message>
            <source>How many sides has it, blank ones included?</source>
            <translation>Bản chính có bao nhiêu mặt, kể cả mặt trắng?</translation>
        </message>
        <message>
            <source>So many</source>
            <translation>Xác nhận</translation>
        </message>
        <message>
            <source>Sides scanned</source>
            <translation>Số mặt đã quét</translation>
        </message>
        <message>
            <source>Shown on the pages</source>
            <translation>Có trên các trang</translation>
        </message>
        <message>
            <source>Declared blank</source>
            <translation>Đã khai là mặt trắng</translation>
        </message>
        <message>
            <source>Scanned again</source>
            <translation>Đã quét lại</translation>
        </message>
        <message>
            <source>Given to another paper</source>
            <translation>Chuyển sang giấy tờ khác</translation>
        </message>
        <message>
            <source>Taken out without a reason</source>
            <translation>Bỏ ra không rõ lý do</translation>
        </message>
    </context>
    <context>
        <name>Sign</name>
        <message>
            <source>Grounds for refusing</source>
            <translation>Căn cứ từ chối</translation>
        </message>
        <message>
            <source>Sign all that is ready</source>
            <translation>Ký tất cả đã sẵn sàng</translation>
        </message>
        <message>
            <source>Number and sign</source>
            <translation>Vào sổ và ký số</translation>
        </message>
        <message>
            <source>Waiting copies</source>
            <translation>Bản sao chờ ký</translation>
        </message>
        <message>
            <source>Nothing waits to be signed. Receive and scan a paper first.</source>
            <translation>Không có gì chờ ký. Tiếp nhận và quét giấy trước.</translation>
        </message>
        <message>
            <source>Signing</source>
            <translation>Đang ký</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Giấy tờ</translation>
        </message>
        <message>
            <source>Requester</source>
            <translation>Người yêu cầu</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Số bản</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>Before signing</source>
            <translation>Trước khi ký</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>Người ký</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Ký</translation>
        </message>
        <message>
            <source>Sign {copies}</source>
            <translation>Ký {copies}</translation>
        </message>
        <message>
            <source>Signing. Leave the token plugged in.</source>
            <translation>Đang ký. Giữ nguyên token.</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Sẵn sàng</translation>
        </message>
        <message>
            <source>Not scanned</source>
            <translation>Chưa quét</translation>
        </message>
        <message>
            <source>Not compared</source>
            <translation>Chưa đối chiếu</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Đã từ chối</translation>
        </message>
        <message>
            <source>Not refused</source>
            <translation>Không bị từ chối</translation>
        </message>
        <message>
            <source>The copy was refused to the citizen</source>
            <translation>Bản sao này đã bị từ chối chứng thực</translation>
        </message>
        <message>
            <source>No number left</source>
            <translation>Hết số</translation>
        </message>
        <message>
            <source>No token</source>
            <translation>Chưa có token</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Quét</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Đối chiếu</translation>
        </message>
        <message>
            <source>Ask central for numbers</source>
            <translation>Xin thêm số</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Xem lại</translation>
        </message>
        <message>
            <source>Pages are scanned</source>
            <translation>Đã quét các trang</translation>
        </message>
        <message>
            <source>The original is not scanned yet</source>
            <translation>Bản chính chưa quét</translation>
        </message>
        <message>
            <source>Every page was compared</source>
            <translation>Đã đối chiếu mọi trang</translation>
        </message>
        <message>
            <source>Not every page was compared with the original</source>
            <translation>Còn trang chưa đối chiếu với bản chính</translation>
        </message>
        <message>
            <source>Book {book}: {count} numbers left</source>
            <translation>Quyển {book}: còn {count} số</translation>
        </message>
        <message>
            <source>The token is locked: its issuer must unlock it</source>
            <translation>Token đã bị khóa: nơi cấp phải mở khóa</translation>
        </message>
        <message>
            <source>Plug in the token {label}</source>
            <translation>Cắm token {label}</translation>
        </message>
        <message>
            <source>Token {label} is plugged in</source>
            <translation>Đã cắm token {label}</translation>
        </message>
        <message>
            <source>One more wrong PIN locks the token: agree to the last try when asked for it</source>
            <translation>Sai PIN thêm một lần là token bị khóa: khi được hỏi, hãy đồng ý thử lần cuối</translation>
        </message>
        <message>
            <source>The original is being scanned</source>
            <translation>Bản chính đang được quét</translation>
        </message>
        <message>
            <source>Sides do not add up</source>
            <translation>Số mặt không khớp</translation>
        </message>
        <message>
            <source>Not decided on</source>
            <translation>Chưa quyết định</translation>
        </message>
        <message>
            <source>Certificate refused</source>
            <translation>Chứng thư không dùng được</translation>
        </message>
        <message>
            <source>Count the original's sides</source>
            <translation>Đếm số mặt của bản chính</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Quyết định</translation>
        </message>
        <message>
            <source>Book {book}: only {count} numbers left</source>
            <translation>Sổ {book}: chỉ còn {count} số</translation>
        </message>
        <message>
            <source>Scanned sides taken out without a reason: {count}</source>
            <translation>Số mặt đã quét bị bỏ ra không rõ lý do: {count}</translation>
        </message>
        <message>
            <source>You counted {counted} sides; {there} are here</source>
            <translation>Đã đếm {counted} mặt; ở đây có {there}</translation>
        </message>
        <message>
            <source>Nobody has counted the original's sides; {there} are here</source>
            <translation>Chưa đếm số mặt của bản chính; ở đây có {there}</translation>
        </message>
        <message>
            <source>As many sides as you counted: {there}</source>
            <translation>Đủ số mặt như đã đếm: {there}</translation>
        </message>
        <message>
            <source>Every scanned side is accounted for: {there}</source>
            <translation>Mọi mặt đã quét đều có đủ: {there}</translation>
        </message>
        <message>
            <source>You decided that the copy may be made</source>
            <translation>Đã quyết định được chứng thực</translation>
        </message>
        <message>
            <source>Nobody has decided on the grounds for refusing yet</source>
            <translation>Chưa xem xét các trường hợp không được chứng thực</translation>
        </message>
        <message>
            <source>The certificates are looked at with the token</source>
            <translation>Chứng thư được xem khi có token</translation>
        </message>
        <message>
            <source>A certificate ends in {days} days: ask for a new one</source>
            <translation>Chứng thư còn {days} ngày: hãy xin cấp mới</translation>
        </message>
        <message>
            <source>The certificates hold for {days} more days</source>
            <translation>Chứng thư còn hiệu lực {days} ngày</translation>
        </message>
        <message>
            <source>Revocation unknown</source>
            <translation>Chưa rõ thu hồi</translation>
        </message>
        <message>
            <source>No time-stamp</source>
            <translation>Chưa có dấu thời gian</translation>
        </message>
        <message>
            <source>Clock wrong</source>
            <translation>Đồng hồ sai</translation>
        </message>
        <message>
            <source>Disk full</source>
            <translation>Đầy đĩa</translation>
        </message>
        <message>
            <source>Revocation data: {hours} hours old</source>
            <translation>Dữ liệu thu hồi chứng thư: cách đây {hours} giờ</translation>
        </message>
        <message>
            <source>No fresh revocation data: it follows later</source>
            <translation>Chưa có dữ liệu thu hồi mới: bổ sung sau</translation>
        </message>
        <message>
            <source>No revocation data is needed here</source>
            <translation>Ở đây không cần dữ liệu thu hồi</translation>
        </message>
        <message>
            <source>Revocation data is looked at with the token</source>
            <translation>Dữ liệu thu hồi được xem cùng token</translation>
        </message>
        <message>
            <source>A time-stamp server answers</source>
            <translation>Máy chủ dấu thời gian có trả lời</translation>
        </message>
        <message>
            <source>No time-stamps are needed here</source>
            <translation>Ở đây không cần dấu thời gian</translation>
        </message>
        <message>
            <source>No time-stamp server answers: time-stamps follow later</source>
            <translation>Máy chủ dấu thời gian chưa trả lời: bổ sung sau</translation>
        </message>
        <message>
            <source>No time-stamp server answers: check the network</source>
            <translation>Máy chủ dấu thời gian không trả lời: kiểm tra mạng</translation>
        </message>
        <message>
            <source>Asking the time-stamp servers…</source>
            <translation>Đang hỏi máy chủ dấu thời gian…</translation>
        </message>
        <message>
            <source>The clock is right to {seconds} s</source>
            <translation>Đồng hồ đúng, lệch {seconds} giây</translation>
        </message>
        <message>
            <source>The clock is {seconds} s wrong: set this computer&apos;s clock</source>
            <translation>Đồng hồ lệch {seconds} giây: chỉnh giờ máy này</translation>
        </message>
        <message>
            <source>The clock could not be compared</source>
            <translation>Chưa so được đồng hồ</translation>
        </message>
        <message>
            <source>The clock is compared with a time-stamp server&apos;s</source>
            <translation>Đồng hồ được so với máy chủ dấu thời gian</translation>
        </message>
        <message>
            <source>Free on the disk: {mib} MB</source>
            <translation>Đĩa còn trống: {mib} MB</translation>
        </message>
        <message>
            <source>Little is free on the disk, {mib} MB: free some room</source>
            <translation>Đĩa còn ít chỗ, {mib} MB: hãy dọn bớt</translation>
        </message>
        <message>
            <source>The disk is full, {mib} MB are free: free some room</source>
            <translation>Đĩa đã đầy, còn {mib} MB: hãy dọn bớt</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>Account</source>
            <translation>Tài khoản</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Mật khẩu</translation>
        </message>
        <message>
            <source>Somebody else signs in</source>
            <translation>Người khác đăng nhập</translation>
        </message>
        <message>
            <source>What is under way goes on, and is kept.</source>
            <translation>Việc đang chạy vẫn tiếp tục và được lưu.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Đăng nhập</translation>
        </message>
        <message>
            <source>The screen is locked</source>
            <translation>Màn hình đang khóa</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Mở khóa</translation>
        </message>
        <message>
            <source>Lock the screen</source>
            <translation>Khóa màn hình</translation>
        </message>
        <message>
            <source>Change your password…</source>
            <translation>Đổi mật khẩu…</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Đăng xuất</translation>
        </message>
    </context>
    <context>
        <name>Stack</name>
        <message>
            <source>Sign the ready copies</source>
            <translation>Ký các bản sao đã sẵn sàng</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Giấy tờ</translation>
        </message>
        <message>
            <source>Requester</source>
            <translation>Người yêu cầu</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Copies of the stack</source>
            <translation>Các bản sao trong lượt ký</translation>
        </message>
        <message>
            <source>Signed copies</source>
            <translation>Số bản sao đã ký</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Sign all ({count})</source>
            <translation>Ký tất cả ({count})</translation>
        </message>
        <message>
            <source>Stopping: copies in hand are finished.</source>
            <translation>Đang dừng: ký xong các bản sao đang dở.</translation>
        </message>
        <message>
            <source>{signed} of {count} copies signed</source>
            <translation>Đã ký {signed} trên {count} bản sao</translation>
        </message>
        <message>
            <source>Signed, number {number}</source>
            <translation>Đã ký, số {number}</translation>
        </message>
        <message>
            <source>Being signed</source>
            <translation>Đang ký</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Sẵn sàng</translation>
        </message>
        <message>
            <source>Sign the described papers</source>
            <translation>Ký các giấy tờ đã mô tả</translation>
        </message>
        <message>
            <source>Papers of the stack</source>
            <translation>Các giấy tờ trong lượt ký</translation>
        </message>
        <message>
            <source>Signed papers</source>
            <translation>Giấy tờ đã ký</translation>
        </message>
        <message>
            <source>{signed} of {count} papers signed</source>
            <translation>Đã ký {signed} trên {count} giấy tờ</translation>
        </message>
        <message>
            <source>Stopping: papers in hand are finished.</source>
            <translation>Đang dừng: ký xong các giấy tờ đang dở.</translation>
        </message>
        <message>
            <source>Signed, code {code}</source>
            <translation>Đã ký, mã {code}</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Disk: {mib} MB free</source>
            <translation>Ổ đĩa: còn {mib} MB</translation>
        </message>
        <message>
            <source>A day's scans need 2 GB. Press to see what to do.</source>
            <translation>Một ngày quét cần 2 GB. Bấm để xem cách xử lý.</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Thông báo</translation>
        </message>
        <message>
            <source>All messages (Ctrl+L)</source>
            <translation>Mọi thông báo (Ctrl+L)</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Phím tắt</translation>
        </message>
        <message>
            <source>All keys (F1)</source>
            <translation>Mọi phím tắt (F1)</translation>
        </message>
        <message>
            <source>Token…</source>
            <translation>Token…</translation>
        </message>
        <message>
            <source>Looking for the token</source>
            <translation>Đang tìm token</translation>
        </message>
        <message>
            <source>Scanner…</source>
            <translation>Máy quét…</translation>
        </message>
        <message>
            <source>Looking for scanners</source>
            <translation>Đang tìm máy quét</translation>
        </message>
        <message>
            <source>Central…</source>
            <translation>Trung tâm…</translation>
        </message>
        <message>
            <source>Owed to signatures: {count}</source>
            <translation>Chữ ký còn nợ: {count}</translation>
        </message>
        <message>
            <source>Scanner</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <source>Ready: {names}</source>
            <translation>Sẵn sàng: {names}</translation>
        </message>
        <message>
            <source>No scanner</source>
            <translation>Chưa có máy quét</translation>
        </message>
        <message>
            <source>No scanner answers. Check its cable, then press F6 under Scan.</source>
            <translation>Không máy quét nào trả lời. Kiểm tra dây, rồi nhấn F6 ở mục Quét.</translation>
        </message>
        <message>
            <source>No token</source>
            <translation>Chưa có token</translation>
        </message>
        <message>
            <source>Plug in the token {label}.</source>
            <translation>Cắm token {label}.</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Plugged in: {label}</source>
            <translation>Đã cắm: {label}</translation>
        </message>
        <message>
            <source>{count} refused</source>
            <translation>{count} bị từ chối</translation>
        </message>
        <message>
            <source>Central refused {count}. Open it under Synchronise.</source>
            <translation>Trung tâm từ chối {count}. Mở ở mục Đồng bộ.</translation>
        </message>
        <message>
            <source>{count} waiting</source>
            <translation>{count} chờ gửi</translation>
        </message>
        <message>
            <source>Waiting to be sent to central.</source>
            <translation>Đang chờ gửi về trung tâm.</translation>
        </message>
        <message>
            <source>All sent</source>
            <translation>Đã gửi hết</translation>
        </message>
        <message>
            <source>Nothing waits for central.</source>
            <translation>Không còn gì chờ gửi.</translation>
        </message>
        <message>
            <source>Check a PDF</source>
            <translation>Kiểm tra PDF</translation>
        </message>
        <message>
            <source>Check the signatures of any PDF (F8)</source>
            <translation>Kiểm tra chữ ký của một tệp PDF bất kỳ (F8)</translation>
        </message>
        <message>
            <source>The first was due by {time}. Press for the list (Shift+F8).</source>
            <translation>Khoản đầu tiên đã quá hạn {time}. Bấm để xem danh sách (Shift+F8).</translation>
        </message>
        <message>
            <source>The first must be had by {time}. Press for the list (Shift+F8).</source>
            <translation>Khoản đầu tiên phải có trước {time}. Bấm để xem danh sách (Shift+F8).</translation>
        </message>
        <message>
            <source>Numbers left: {count}</source>
            <translation>Còn {count} số</translation>
        </message>
        <message>
            <source>Register numbers run low. Press to ask central for more.</source>
            <translation>Số chứng thực sắp hết. Bấm để xin trung tâm cấp thêm.</translation>
        </message>
        <message>
            <source>No register number is left. Press to ask central for more.</source>
            <translation>Đã hết số chứng thực. Bấm để xin trung tâm cấp thêm.</translation>
        </message>
        <message>
            <source>{name} is signed in. Lock the screen or sign out here.</source>
            <translation>{name} đang đăng nhập. Khóa màn hình hoặc đăng xuất tại đây.</translation>
        </message>
        <message>
            <source>What now</source>
            <translation>Xử lý</translation>
        </message>
        <message>
            <source>What happened, what is safe, what to do (F12)</source>
            <translation>Chuyện gì đã xảy ra, những gì vẫn an toàn, việc cần làm (F12)</translation>
        </message>
    </context>
    <context>
        <name>Step</name>
        <message>
            <source>Receive</source>
            <translation>Tiếp nhận</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Quét</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Đối chiếu</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Ký</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Trả</translation>
        </message>
        <message>
            <source>Synchronise</source>
            <translation>Đồng bộ</translation>
        </message>
    </context>
    <context>
        <name>Suggestion</name>
        <message>
            <source>Suggestion</source>
            <translation>Gợi ý</translation>
        </message>
        <message>
            <source>Do it</source>
            <translation>Làm</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Để nguyên</translation>
        </message>
        <message>
            <source>A scan into {code} was interrupted at {at}: {pages} wait to be kept.</source>
            <translation>Lần quét vào hồ sơ {code} bị ngắt lúc {at}: còn {pages} chờ giữ lại.</translation>
        </message>
        <message>
            <source>A scan was interrupted at {at}: {pages}. Its dossier is gone: open the one into which they belong, then come back.</source>
            <translation>Có lần quét bị ngắt lúc {at}: {pages}. Hồ sơ ấy không còn: mở hồ sơ của các trang này rồi quay lại đây.</translation>
        </message>
        <message>
            <source>A scan was interrupted at {at}: {pages}. Its dossier is gone; they would go into the one that is open.</source>
            <translation>Có lần quét bị ngắt lúc {at}: {pages}. Hồ sơ ấy không còn; các trang sẽ vào hồ sơ đang mở.</translation>
        </message>
        <message>
            <source>Blank: page {pages}. Remove? Ctrl+Z brings it back.</source>
            <translation>Mặt trống: trang {pages}. Bỏ ra? Ctrl+Z để lấy lại.</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>Cắt</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Giữ</translation>
        </message>
        <message>
            <source>Keep the pages</source>
            <translation>Giữ lại các trang</translation>
        </message>
        <message>
            <source>Leave it aside</source>
            <translation>Cứ để riêng</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Xem</translation>
        </message>
        <message>
            <source>Page {pages} is nearly blank: look closely before removing it.</source>
            <translation>Trang {pages} gần như trống: hãy xem kỹ trước khi bỏ.</translation>
        </message>
        <message>
            <source>Page {pages} is open: is there a pale stamp, a number, a stroke?</source>
            <translation>Đang mở trang {pages}: có dấu mờ, số trang hay nét bút nào không?</translation>
        </message>
        <message>
            <source>Page {pages} is the sheet of page {like} once more.</source>
            <translation>Trang {pages} là tờ của trang {like} quét lại lần nữa.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Bỏ ra</translation>
        </message>
        <message>
            <source>Separator sheets: page {pages}. Cut: {parts}.</source>
            <translation>Tờ ngăn: trang {pages}. Cắt ra: {parts}.</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>Để riêng</translation>
        </message>
        <message>
            <source>{pages} becomes another paper</source>
            <translation>{pages} thành giấy tờ khác</translation>
        </message>
        <message>
            <source>{pages} becomes another paper of dossier {code}</source>
            <translation>{pages} thành giấy tờ khác của hồ sơ {code}</translation>
        </message>
        <message>
            <source>{pages} stays</source>
            <translation>{pages} ở lại</translation>
        </message>
        <message>
            <source>{pages} to dossier {code}</source>
            <translation>{pages} sang hồ sơ {code}</translation>
        </message>
        <message>
            <source>As the text goes on, the order is: {pages}.</source>
            <translation>Theo mạch chữ, thứ tự trang là: {pages}.</translation>
        </message>
        <message>
            <source>By the printed page numbers the order is: {pages}.</source>
            <translation>Theo số trang in trên giấy, thứ tự là: {pages}.</translation>
        </message>
        <message>
            <source>Cut in two</source>
            <translation>Tách làm hai</translation>
        </message>
        <message>
            <source>No page bears the printed number {numbers}: is a sheet missing?</source>
            <translation>Không thấy trang in số {numbers}: có thiếu tờ nào không?</translation>
        </message>
        <message>
            <source>Put in order</source>
            <translation>Xếp lại</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Đã rõ</translation>
        </message>
        <message>
            <source>Several papers lie on page {pages}. Cut it in two?</source>
            <translation>Trang {pages} có nhiều giấy tờ. Tách làm hai?</translation>
        </message>
        <message>
            <source>Not upright, and the copy would not be either: page {pages}. Turn?</source>
            <translation>Chưa nằm đúng chiều, bản sao cũng sẽ như vậy: trang {pages}. Xoay lại?</translation>
        </message>
        <message>
            <source>Turn upright</source>
            <translation>Xoay đúng chiều</translation>
        </message>
    </context>
    <context>
        <name>Today</name>
        <message>
            <source>Today's dossiers</source>
            <translation>Hồ sơ hôm nay</translation>
        </message>
        <message>
            <source>Receive a dossier</source>
            <translation>Tiếp nhận hồ sơ</translation>
        </message>
        <message>
            <source>Nothing found. Check the spelling, or search by the dossier code.</source>
            <translation>Không tìm thấy. Xem lại chữ gõ, hoặc tìm theo mã hồ sơ.</translation>
        </message>
        <message>
            <source>No dossiers yet today. Press F9 to receive the first one.</source>
            <translation>Hôm nay chưa có hồ sơ. Nhấn F9 để tiếp nhận hồ sơ đầu tiên.</translation>
        </message>
        <message>
            <source>Scans set aside</source>
            <translation>Bản quét để riêng</translation>
        </message>
        <message>
            <source>Scans set aside: {count}</source>
            <translation>Bản quét để riêng: {count}</translation>
        </message>
        <message>
            <source>Words put right after reading: {shares}</source>
            <translation>Chữ phải sửa sau khi đọc: {shares}</translation>
        </message>
        <message>
            <source>{percent} % in {month}</source>
            <translation>{percent} % tháng {month}</translation>
        </message>
        <message>
            <source>Reports</source>
            <translation>Báo cáo</translation>
        </message>
        <message>
            <source>Late: {count}</source>
            <translation>Quá hạn: {count}</translation>
        </message>
        <message>
            <source>Due today: {count}</source>
            <translation>Hẹn trả hôm nay: {count}</translation>
        </message>
        <message>
            <source>Likely late: {count}</source>
            <translation>Có thể trễ: {count}</translation>
        </message>
        <message>
            <source>Show the list (Ctrl+T)</source>
            <translation>Xem danh sách (Ctrl+T)</translation>
        </message>
    </context>
    <context>
        <name>Training</name>
        <message>
            <source>{mark}: nothing made here is worth anything, nothing leaves this computer. PIN of the token: {pin}</source>
            <translation>{mark}: giấy tờ, chữ ký ở đây không có giá trị và không gửi đi đâu. Mã PIN của token: {pin}</translation>
        </message>
    </context>
    <context>
        <name>Verdict</name>
        <message>
            <source>Valid</source>
            <translation>Hợp lệ</translation>
        </message>
        <message>
            <source>Cannot be decided</source>
            <translation>Chưa kết luận được</translation>
        </message>
        <message>
            <source>Not valid</source>
            <translation>Không hợp lệ</translation>
        </message>
    </context>
    <context>
        <name>Verification</name>
        <message>
            <source>The file bears no signature.</source>
            <translation>Tệp không có chữ ký số.</translation>
        </message>
        <message>
            <source>The file is not written as PDF asks: what is seen may not be what was signed.</source>
            <translation>Tệp không đúng chuẩn PDF: nội dung nhìn thấy có thể không phải nội dung đã ký.</translation>
        </message>
        <message>
            <source>It bears a signature of a kind that is not known here.</source>
            <translation>Tệp có chữ ký thuộc loại chưa biết ở đây.</translation>
        </message>
        <message>
            <source>A time-stamp over the file is of nobody who is trusted here.</source>
            <translation>Dấu thời gian trên tệp không thuộc nơi được tin cậy ở đây.</translation>
        </message>
        <message>
            <source>Something was added behind the last signature.</source>
            <translation>Có nội dung được thêm vào sau chữ ký cuối cùng.</translation>
        </message>
        <message>
            <source>The agency's signature is missing: the copy is not complete.</source>
            <translation>Thiếu chữ ký của cơ quan: bản sao chưa đủ.</translation>
        </message>
        <message>
            <source>The file is too large to be checked.</source>
            <translation>Tệp quá lớn, không kiểm tra được.</translation>
        </message>
        <message>
            <source>The file is under a password and cannot be checked.</source>
            <translation>Tệp có mật khẩu nên không kiểm tra được.</translation>
        </message>
        <message>
            <source>The file is damaged and cannot be checked.</source>
            <translation>Tệp bị hỏng, không kiểm tra được.</translation>
        </message>
        <message>
            <source>The check took too long and was given up: the file may be made to harm.</source>
            <translation>Kiểm tra quá lâu nên đã dừng: tệp có thể được tạo ra để gây hại.</translation>
        </message>
        <message>
            <source>The signature cannot be read.</source>
            <translation>Không đọc được chữ ký.</translation>
        </message>
        <message>
            <source>Its time-stamp is of nobody who is trusted here.</source>
            <translation>Dấu thời gian của chữ ký không thuộc nơi được tin cậy ở đây.</translation>
        </message>
        <message>
            <source>It is not over a whole version of the file.</source>
            <translation>Chữ ký không bao trùm trọn vẹn một phiên bản của tệp.</translation>
        </message>
        <message>
            <source>Parts of the file were left out of the signature.</source>
            <translation>Có phần của tệp bị bỏ ra ngoài chữ ký.</translation>
        </message>
        <message>
            <source>What nobody may change was changed after signing.</source>
            <translation>Sau khi ký, nội dung không được phép sửa đã bị sửa.</translation>
        </message>
        <message>
            <source>The data on revoked certificates is too old for that time.</source>
            <translation>Dữ liệu thu hồi chứng thư quá cũ so với thời điểm đó.</translation>
        </message>
        <message>
            <source>Something that was hidden when it was signed is shown now.</source>
            <translation>Nội dung bị giấu lúc ký nay được hiện ra.</translation>
        </message>
        <message>
            <source>Something that was signed was taken out.</source>
            <translation>Nội dung đã ký bị lấy ra.</translation>
        </message>
        <message>
            <source>What a page shows was changed.</source>
            <translation>Nội dung hiển thị của trang bị thay đổi.</translation>
        </message>
        <message>
            <source>A picture was exchanged.</source>
            <translation>Có hình ảnh bị thay.</translation>
        </message>
        <message>
            <source>A font was exchanged: letters may show as others.</source>
            <translation>Phông chữ bị thay: chữ có thể hiện thành chữ khác.</translation>
        </message>
        <message>
            <source>Pages were added or taken out.</source>
            <translation>Có trang bị thêm vào hoặc lấy ra.</translation>
        </message>
        <message>
            <source>A note was laid over a page.</source>
            <translation>Có ghi chú đặt đè lên trang.</translation>
        </message>
        <message>
            <source>A form field was added.</source>
            <translation>Có ô biểu mẫu được thêm vào.</translation>
        </message>
        <message>
            <source>The make-up of the file was changed.</source>
            <translation>Cấu trúc của tệp bị thay đổi.</translation>
        </message>
        <message>
            <source>A part of the file was changed.</source>
            <translation>Một phần của tệp bị thay đổi.</translation>
        </message>
        <message>
            <source>More was changed, of which nothing can be read.</source>
            <translation>Còn thay đổi khác không đọc được.</translation>
        </message>
        <message>
            <source>The bytes are not those that were signed.</source>
            <translation>Dữ liệu không còn đúng như lúc ký.</translation>
        </message>
        <message>
            <source>The signature does not fit its certificate.</source>
            <translation>Chữ ký không khớp với chứng thư.</translation>
        </message>
        <message>
            <source>The file is not as a signed file must be.</source>
            <translation>Tệp không đúng dạng của tệp đã ký.</translation>
        </message>
        <message>
            <source>The certificate had been revoked.</source>
            <translation>Chứng thư đã bị thu hồi.</translation>
        </message>
        <message>
            <source>The certificate is revoked, and nothing proves an earlier signature.</source>
            <translation>Chứng thư đã bị thu hồi, và không có gì chứng minh đã ký trước đó.</translation>
        </message>
        <message>
            <source>The issuer's certificate is revoked, and nothing proves an earlier time.</source>
            <translation>Chứng thư của nơi cấp đã bị thu hồi, và không có gì chứng minh đã ký trước đó.</translation>
        </message>
        <message>
            <source>The certificate had expired.</source>
            <translation>Chứng thư đã hết hạn.</translation>
        </message>
        <message>
            <source>The certificate did not hold yet.</source>
            <translation>Chứng thư chưa có hiệu lực.</translation>
        </message>
        <message>
            <source>The certificate does not hold now, and no time-stamp proves an older time.</source>
            <translation>Chứng thư nay không còn hiệu lực, và không có dấu thời gian chứng minh đã ký trước đó.</translation>
        </message>
        <message>
            <source>The certificate does not hold now; it was not revoked.</source>
            <translation>Chứng thư nay không còn hiệu lực; chưa từng bị thu hồi.</translation>
        </message>
        <message>
            <source>The certificate is of nobody who is trusted here.</source>
            <translation>Chứng thư không thuộc nơi được tin cậy ở đây.</translation>
        </message>
        <message>
            <source>The certificate's issuers cannot be judged.</source>
            <translation>Không xét được nơi cấp chứng thư.</translation>
        </message>
        <message>
            <source>The certificate or its issuer may not be used for this.</source>
            <translation>Chứng thư hoặc nơi cấp không được dùng vào việc này.</translation>
        </message>
        <message>
            <source>The signature lacks something that it must have.</source>
            <translation>Chữ ký thiếu thành phần bắt buộc.</translation>
        </message>
        <message>
            <source>The signature was made in a way that is not safe any more.</source>
            <translation>Chữ ký được tạo bằng cách nay không còn an toàn.</translation>
        </message>
        <message>
            <source>The time-stamps contradict each other.</source>
            <translation>Các dấu thời gian mâu thuẫn nhau.</translation>
        </message>
        <message>
            <source>The signer's certificate is missing.</source>
            <translation>Thiếu chứng thư của người ký.</translation>
        </message>
        <message>
            <source>Whether the certificate was revoked cannot be told now. Try later.</source>
            <translation>Hiện chưa biết chứng thư có bị thu hồi hay không. Thử lại sau.</translation>
        </message>
        <message>
            <source>Certificate not revoked at that time</source>
            <translation>Chứng thư chưa bị thu hồi vào lúc đó</translation>
        </message>
        <message>
            <source>Certificate revoked</source>
            <translation>Chứng thư đã bị thu hồi</translation>
        </message>
        <message>
            <source>Whether the certificate was revoked: data too old</source>
            <translation>Tình trạng thu hồi chứng thư: dữ liệu quá cũ</translation>
        </message>
        <message>
            <source>Whether the certificate was revoked: no data here</source>
            <translation>Tình trạng thu hồi chứng thư: không có dữ liệu</translation>
        </message>
        <message>
            <source>Signed by who is trusted here, and not changed since.</source>
            <translation>Được người đáng tin cậy ký và không bị sửa kể từ đó.</translation>
        </message>
        <message>
            <source>Do not rely on it as it is: something is missing, as said below.</source>
            <translation>Chưa thể tin dùng: còn thiếu như nêu dưới đây.</translation>
        </message>
        <message>
            <source>Do not rely on this file.</source>
            <translation>Không được tin dùng tệp này.</translation>
        </message>
        <message>
            <source>Certifying officer</source>
            <translation>Người thực hiện chứng thực</translation>
        </message>
        <message>
            <source>Agency</source>
            <translation>Cơ quan</translation>
        </message>
        <message>
            <source>Certificate issued by {issuer}</source>
            <translation>Chứng thư do {issuer} cấp</translation>
        </message>
        <message>
            <source>Signed at {time}, as the signer says</source>
            <translation>Ký lúc {time}, theo người ký</translation>
        </message>
        <message>
            <source>Existed at {time}, by a trusted time-stamp</source>
            <translation>Đã có lúc {time}, theo dấu thời gian tin cậy</translation>
        </message>
        <message>
            <source>No trusted time-stamp</source>
            <translation>Không có dấu thời gian tin cậy</translation>
        </message>
        <message>
            <source>Level PAdES {level}</source>
            <translation>Mức PAdES {level}</translation>
        </message>
        <message>
            <source>Over the whole file</source>
            <translation>Bao trùm toàn bộ tệp</translation>
        </message>
        <message>
            <source>a further signature</source>
            <translation>chữ ký tiếp theo</translation>
        </message>
        <message>
            <source>data for later checks</source>
            <translation>dữ liệu để kiểm tra về sau</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>thay đổi</translation>
        </message>
        <message>
            <source>Over an earlier version of the file</source>
            <translation>Bao trùm phiên bản trước của tệp</translation>
        </message>
        <message>
            <source>Over an earlier version; after it came {after}</source>
            <translation>Bao trùm phiên bản trước; sau đó có {after}</translation>
        </message>
        <message>
            <source>The data on revoked certificates is of another time.</source>
            <translation>Dữ liệu thu hồi chứng thư thuộc thời điểm khác.</translation>
        </message>
        <message>
            <source>It was made in a way that is not safe now; nothing proves an older time.</source>
            <translation>Chữ ký được tạo bằng cách nay không an toàn; không có gì chứng minh đã ký trước đó.</translation>
        </message>
        <message>
            <source>Nothing proves that it existed at that time.</source>
            <translation>Không có gì chứng minh chữ ký đã có vào lúc đó.</translation>
        </message>
        <message>
            <source>The rules that the signature names cannot be read.</source>
            <translation>Không đọc được quy tắc mà chữ ký nêu.</translation>
        </message>
        <message>
            <source>The rules that the signature names are not to be had.</source>
            <translation>Không có quy tắc mà chữ ký nêu.</translation>
        </message>
        <message>
            <source>What was signed is missing.</source>
            <translation>Thiếu nội dung đã ký.</translation>
        </message>
        <message>
            <source>The signature cannot be judged.</source>
            <translation>Không xét được chữ ký.</translation>
        </message>
    </context>
    <context>
        <name>Verify</name>
        <message>
            <source>Check a signed PDF</source>
            <translation>Kiểm tra tệp PDF đã ký</translation>
        </message>
        <message>
            <source>Checking</source>
            <translation>Đang kiểm tra</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Chọn tệp</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Lưu báo cáo</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Choose a file, or drop it here. It is neither kept nor changed.</source>
            <translation>Chọn tệp, hoặc kéo thả tệp vào đây. Tệp không bị lưu lại hay thay đổi.</translation>
        </message>
        <message>
            <source>Checked at {time}</source>
            <translation>Kiểm tra lúc {time}</translation>
        </message>
        <message>
            <source>says to be PDF/A-{kind}</source>
            <translation>tự nhận là PDF/A-{kind}</translation>
        </message>
    </context>
    <context>
        <name>Waits</name>
        <message>
            <source>Waits to be received</source>
            <translation>Chờ tiếp nhận</translation>
        </message>
        <message>
            <source>Waits for its pages to be scanned</source>
            <translation>Chờ quét các trang</translation>
        </message>
        <message>
            <source>Waits to be compared with the original</source>
            <translation>Chờ đối chiếu với bản chính</translation>
        </message>
        <message>
            <source>Waits for number and signatures</source>
            <translation>Chờ vào sổ và ký số</translation>
        </message>
        <message>
            <source>Waits to be handed over</source>
            <translation>Chờ trả cho người yêu cầu</translation>
        </message>
        <message>
            <source>Waits for central's receipt</source>
            <translation>Chờ biên nhận của trung tâm</translation>
        </message>
        <message>
            <source>Everything is done</source>
            <translation>Đã xong mọi bước</translation>
        </message>
    </context>
    <context>
        <name>Wallet</name>
        <message>
            <source>Copies that the citizen already has</source>
            <translation>Bản sao điện tử công dân đã có</translation>
        </message>
        <message>
            <source>Central knows of no copy.</source>
            <translation>Trung tâm chưa có bản sao nào.</translation>
        </message>
        <message>
            <source>Ask central now</source>
            <translation>Hỏi lại trung tâm</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Central was not asked yet.</source>
            <translation>Chưa hỏi trung tâm.</translation>
        </message>
        <message>
            <source>As central said at {time}. With its code and the identity number, a copy is at the look-up page.</source>
            <translation>Theo trung tâm lúc {time}. Tra cứu bản sao bằng mã và số định danh trên trang tra cứu.</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Giấy tờ</translation>
        </message>
        <message>
            <source>Number, book</source>
            <translation>Số, quyển số</translation>
        </message>
        <message>
            <source>Certified</source>
            <translation>Chứng thực</translation>
        </message>
        <message>
            <source>Agency</source>
            <translation>Cơ quan</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Mã</translation>
        </message>
        <message>
            <source>Show them ({key})</source>
            <translation>Xem danh sách ({key})</translation>
        </message>
        <message>
            <source>Open a dossier whose requester gave an identity number.</source>
            <translation>Mở hồ sơ có số định danh của người yêu cầu.</translation>
        </message>
        <message>
            <source>The citizen already has 1 digital copy</source>
            <translation>Công dân đã có 1 bản sao điện tử</translation>
        </message>
        <message>
            <source>The citizen already has {count} digital copies</source>
            <translation>Công dân đã có {count} bản sao điện tử</translation>
        </message>
        <message>
            <source>As central said on {day}</source>
            <translation>Theo trung tâm ngày {day}</translation>
        </message>
        <message>
            <source>Paper that it stands for</source>
            <translation>Thay cho giấy tờ</translation>
        </message>
        <message>
            <source>Use instead of the paper</source>
            <translation>Dùng thay giấy tờ</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>TramSo</source>
            <translation>Trạm Số</translation>
        </message>
        <message>
            <source>Finishing what is under way…</source>
            <translation>Đang hoàn tất việc dở…</translation>
        </message>
    </context>
    <context>
        <name>Reports</name>
        <message>
            <source>Reports</source>
            <translation>Báo cáo</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hôm nay</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>Tháng này</translation>
        </message>
        <message>
            <source>Copies signed</source>
            <translation>Bản sao đã ký</translation>
        </message>
        <message>
            <source>Minutes per step</source>
            <translation>Số phút mỗi bước</translation>
        </message>
        <message>
            <source>Minutes per step, the middle copy</source>
            <translation>Số phút mỗi bước (trung vị)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Save as spreadsheet</source>
            <translation>Lưu thành bảng tính</translation>
        </message>
        <message>
            <source>Copies signed, by hour</source>
            <translation>Bản sao đã ký, theo giờ</translation>
        </message>
        <message>
            <source>Copies signed, by day</source>
            <translation>Bản sao đã ký, theo ngày</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Lưu báo cáo</translation>
        </message>
        <message>
            <source>Originals certified</source>
            <translation>Bản chính đã chứng thực</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Bản sao</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>Phí</translation>
        </message>
        <message>
            <source>Waiting, middle and nine of ten</source>
            <translation>Thời gian chờ: trung vị · chín phần mười</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>Doubtful words</source>
            <translation>Chữ nghi ngờ</translation>
        </message>
        <message>
            <source>Doubtful words put right</source>
            <translation>Chữ nghi ngờ đã sửa</translation>
        </message>
        <message>
            <source>All words put right</source>
            <translation>Tất cả chữ đã sửa</translation>
        </message>
        <message>
            <source>Scanned</source>
            <translation>Quét</translation>
        </message>
        <message>
            <source>Compared</source>
            <translation>Đối chiếu</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Ký</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>Trả</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} phút</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} giờ {minutes} phút</translation>
        </message>
        <message>
            <source>Waiting with a number, middle and nine of ten</source>
            <translation>Chờ đến lượt, trung vị và chín phần mười</translation>
        </message>
    </context>
    <context>
        <name>Handling</name>
        <message>
            <source>Newly registered</source>
            <translation>Mới đăng ký</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Được tiếp nhận</translation>
        </message>
        <message>
            <source>Not received</source>
            <translation>Không được tiếp nhận</translation>
        </message>
        <message>
            <source>In work</source>
            <translation>Đang xử lý</translation>
        </message>
        <message>
            <source>Supplement asked</source>
            <translation>Chờ bổ sung giấy tờ</translation>
        </message>
        <message>
            <source>Payment asked</source>
            <translation>Chờ thực hiện nghĩa vụ tài chính</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Công dân rút hồ sơ</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Dừng xử lý</translation>
        </message>
        <message>
            <source>Resolved</source>
            <translation>Đã xử lý xong</translation>
        </message>
        <message>
            <source>Result handed over</source>
            <translation>Đã trả kết quả</translation>
        </message>
        <message>
            <source>Receive, with the receipt</source>
            <translation>Tiếp nhận, in giấy hẹn</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Từ chối tiếp nhận</translation>
        </message>
        <message>
            <source>Give to be worked on</source>
            <translation>Chuyển xử lý</translation>
        </message>
        <message>
            <source>Ask for a supplement</source>
            <translation>Yêu cầu bổ sung</translation>
        </message>
        <message>
            <source>Ask for payment</source>
            <translation>Yêu cầu nộp tiền</translation>
        </message>
        <message>
            <source>The citizen withdraws it</source>
            <translation>Công dân rút hồ sơ</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng xử lý</translation>
        </message>
        <message>
            <source>It is resolved</source>
            <translation>Đã xử lý xong</translation>
        </message>
        <message>
            <source>Hand the result over</source>
            <translation>Trả kết quả</translation>
        </message>
        <message>
            <source>Receipt with the appointment</source>
            <translation>Giấy tiếp nhận và hẹn trả</translation>
        </message>
        <message>
            <source>Request to supplement</source>
            <translation>Phiếu yêu cầu bổ sung</translation>
        </message>
        <message>
            <source>Refusal</source>
            <translation>Phiếu từ chối</translation>
        </message>
        <message>
            <source>Apology with a new day</source>
            <translation>Phiếu xin lỗi, hẹn lại</translation>
        </message>
        <message>
            <source>Notice that it is stopped</source>
            <translation>Thông báo dừng</translation>
        </message>
        <message>
            <source>Process slip</source>
            <translation>Phiếu kiểm soát</translation>
        </message>
        <message>
            <source>Follow-up book</source>
            <translation>Sổ theo dõi hồ sơ</translation>
        </message>
        <message>
            <source>the citizen</source>
            <translation>người nộp hồ sơ</translation>
        </message>
        <message>
            <source>nobody any more</source>
            <translation>không còn ai</translation>
        </message>
        <message>
            <source>the counter, {unit}</source>
            <translation>nơi tiếp nhận, {unit}</translation>
        </message>
        <message>
            <source>who resolves it, {unit}</source>
            <translation>nơi giải quyết, {unit}</translation>
        </message>
        <message>
            <source>The time stands while the supplement is awaited.</source>
            <translation>Tạm dừng tính thời hạn trong lúc chờ bổ sung.</translation>
        </message>
        <message>
            <source>Late: it was due {moment}.</source>
            <translation>Quá hạn: hẹn trả {moment}.</translation>
        </message>
        <message>
            <source>Due today, {moment}.</source>
            <translation>Hẹn trả hôm nay, {moment}.</translation>
        </message>
        <message>
            <source>Due {moment}, in {days} working days.</source>
            <translation>Hẹn trả {moment}, còn {days} ngày làm việc.</translation>
        </message>
        <message>
            <source>What the citizen is told</source>
            <translation>Nội dung báo cho công dân</translation>
        </message>
        <message>
            <source>The new day</source>
            <translation>Ngày hẹn lại</translation>
        </message>
        <message>
            <source>Steps and slips of the dossier</source>
            <translation>Quá trình và phiếu của hồ sơ</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Quá trình</translation>
        </message>
        <message>
            <source>Slips given out</source>
            <translation>Phiếu đã cấp</translation>
        </message>
        <message>
            <source>No slip was given out yet. F6 prints one.</source>
            <translation>Chưa cấp phiếu nào. Bấm F6 để in.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Print again</source>
            <translation>In lại</translation>
        </message>
        <message>
            <source>Send by e-mail</source>
            <translation>Gửi thư điện tử</translation>
        </message>
        <message>
            <source>Print a slip</source>
            <translation>In phiếu</translation>
        </message>
        <message>
            <source>Open a paper of a dossier for a procedure first.</source>
            <translation>Hãy mở một giấy tờ của hồ sơ thủ tục trước.</translation>
        </message>
        <message>
            <source>{state}. With: {who}.</source>
            <translation>{state}. Đang ở: {who}.</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>Đã kết thúc</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>In</translation>
        </message>
        <message>
            <source>The citizen's address</source>
            <translation>Địa chỉ thư của công dân</translation>
        </message>
        <message>
            <source>What may follow</source>
            <translation>Bước tiếp theo</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>With</source>
            <translation>Đang ở</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Người làm</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Từ lúc</translation>
        </message>
        <message>
            <source>Because</source>
            <translation>Lý do</translation>
        </message>
        <message>
            <source>Slip</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>Given out</source>
            <translation>Cấp lúc</translation>
        </message>
        <message>
            <source>Take the fee</source>
            <translation>Thu tiền</translation>
        </message>
        <message>
            <source>Paid: {amount}, receipt {receipt}.</source>
            <translation>Đã nộp: {amount}, phiếu {receipt}.</translation>
        </message>
        <message>
            <source>The fee is not paid yet.</source>
            <translation>Chưa nộp phí, lệ phí.</translation>
        </message>
        <message>
            <source>Cancel the receipt</source>
            <translation>Hủy phiếu thu</translation>
        </message>
        <message>
            <source>Why it is cancelled</source>
            <translation>Lý do hủy</translation>
        </message>
    </context>
    <context>
        <name>Money</name>
        <message>
            <source>Take the fee</source>
            <translation>Thu tiền</translation>
        </message>
        <message>
            <source>Pays all of it</source>
            <translation>Nộp đủ</translation>
        </message>
        <message>
            <source>{who}: {percent} % less</source>
            <translation>{who}: giảm {percent} %</translation>
        </message>
        <message>
            <source>The code to pay by transfer</source>
            <translation>Mã chuyển khoản</translation>
        </message>
        <message>
            <source>A code that was shown is not paid: wait for central's word of the transfer, or take cash.</source>
            <translation>Hiện mã chưa phải là đã nộp: chờ trung tâm báo tiền về, hoặc thu tiền mặt.</translation>
        </message>
        <message>
            <source>Take the transfer of {amount}, {moment}</source>
            <translation>Nhận khoản chuyển {amount}, {moment}</translation>
        </message>
        <message>
            <source>Cash was taken</source>
            <translation>Đã thu tiền mặt</translation>
        </message>
        <message>
            <source>Nothing is owed</source>
            <translation>Không phải nộp</translation>
        </message>
    </context>
    <context>
        <name>CloseDay</name>
        <message>
            <source>The day's close</source>
            <translation>Khóa sổ thu</translation>
        </message>
        <message>
            <source>Receipts since the last close</source>
            <translation>Phiếu thu từ lần khóa sổ trước</translation>
        </message>
        <message>
            <source>No fee was taken since the last close.</source>
            <translation>Chưa thu khoản nào từ lần khóa sổ trước.</translation>
        </message>
        <message>
            <source>Put away</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>As a spreadsheet</source>
            <translation>Lưu bảng tính</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>In</translation>
        </message>
        <message>
            <source>Close the day</source>
            <translation>Khóa sổ</translation>
        </message>
        <message>
            <source>Closed: number {number}, {moment}</source>
            <translation>Đã khóa sổ số {number}, {moment}</translation>
        </message>
        <message>
            <source>Taken since the last close</source>
            <translation>Đã thu từ lần khóa sổ trước</translation>
        </message>
        <message>
            <source>Sum: {amount}</source>
            <translation>Tổng: {amount}</translation>
        </message>
        <message>
            <source>Certified copies, by the register: {count}, {amount}</source>
            <translation>Bản sao chứng thực theo sổ: {count} bản, {amount}</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Số phiếu</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Lúc</translation>
        </message>
        <message>
            <source>Dossier</source>
            <translation>Hồ sơ</translation>
        </message>
        <message>
            <source>Paid by</source>
            <translation>Người nộp</translation>
        </message>
        <message>
            <source>How</source>
            <translation>Hình thức</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Số tiền</translation>
        </message>
        <message>
            <source>For what</source>
            <translation>Khoản thu</translation>
        </message>
    </context>
    <context>
        <name>Lots</name>
        <message>
            <source>Cut</source>
            <translation>Chia lô quét</translation>
        </message>
        <message>
            <source>Cut a batch apart at its sheets (Ctrl+K)</source>
            <translation>Chia các hồ sơ theo tờ ngăn (Ctrl+K)</translation>
        </message>
        <message>
            <source>being digitised</source>
            <translation>đang số hóa</translation>
        </message>
        <message>
            <source>waits for its check</source>
            <translation>chờ kiểm tra</translation>
        </message>
        <message>
            <source>to be done again</source>
            <translation>phải làm lại</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>đạt</translation>
        </message>
        <message>
            <source>Pages are missing</source>
            <translation>Thiếu trang</translation>
        </message>
        <message>
            <source>Pages cannot be read</source>
            <translation>Trang không đọc được</translation>
        </message>
        <message>
            <source>Pages are in the wrong order</source>
            <translation>Trang sai thứ tự</translation>
        </message>
        <message>
            <source>Pages are with the wrong paper</source>
            <translation>Trang nằm nhầm giấy tờ</translation>
        </message>
        <message>
            <source>A description is wrong</source>
            <translation>Mô tả sai</translation>
        </message>
        <message>
            <source>Something else</source>
            <translation>Lỗi khác</translation>
        </message>
        <message>
            <source>done</source>
            <translation>xong</translation>
        </message>
        <message>
            <source>pages in the pile</source>
            <translation>còn trang trong tập</translation>
        </message>
        <message>
            <source>still open</source>
            <translation>chưa xong</translation>
        </message>
        <message>
            <source>no pages</source>
            <translation>chưa có trang</translation>
        </message>
        <message>
            <source>right</source>
            <translation>đúng</translation>
        </message>
        <message>
            <source>Done: {done} of {dossiers}</source>
            <translation>Đã xong {done}/{dossiers} hồ sơ</translation>
        </message>
        <message>
            <source>to be typed twice: {papers}</source>
            <translation>chờ nhập lần hai: {papers} giấy tờ</translation>
        </message>
        <message>
            <source>Looked at: {judged} of {sample} drawn from {size} · wrong: {wrong}, allowed: {accept}</source>
            <translation>Đã xem {judged}/{sample} hồ sơ mẫu lấy từ {size} · sai: {wrong}, cho phép: {accept}</translation>
        </message>
        <message>
            <source>Somebody else checks it</source>
            <translation>Chờ người khác kiểm tra</translation>
        </message>
        <message>
            <source>The page in hand</source>
            <translation>Trang đang xem</translation>
        </message>
        <message>
            <source>{paper} · page {page} of {count}</source>
            <translation>{paper} · trang {page}/{count}</translation>
        </message>
        <message>
            <source>The pile</source>
            <translation>Tập giấy tờ chưa chia</translation>
        </message>
        <message>
            <source>Not described yet.</source>
            <translation>Chưa mô tả.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>New lot</source>
            <translation>Lô mới</translation>
        </message>
        <message>
            <source>Which dossiers are digitised in a row?</source>
            <translation>Số hóa hàng loạt hồ sơ nào?</translation>
        </message>
        <message>
            <source>Open the lot</source>
            <translation>Mở lô</translation>
        </message>
        <message>
            <source>the next one, by itself</source>
            <translation>tự đánh số tiếp theo</translation>
        </message>
        <message>
            <source>What it is</source>
            <translation>Nội dung</translation>
        </message>
        <message>
            <source>Papers as of this procedure</source>
            <translation>Giấy tờ theo thủ tục</translation>
        </message>
        <message>
            <source>Which papers</source>
            <translation>Loại giấy tờ</translation>
        </message>
        <message>
            <source>Code of the lot</source>
            <translation>Mã lô</translation>
        </message>
        <message>
            <source>Several: sorted in each dossier&apos;s pile</source>
            <translation>Nhiều loại: chia từ tập giấy tờ của từng hồ sơ</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Sai ở đâu</translation>
        </message>
        <message>
            <source>It is wrong</source>
            <translation>Ghi là sai</translation>
        </message>
        <message>
            <source>The dossier as a whole</source>
            <translation>Cả hồ sơ</translation>
        </message>
        <message>
            <source>Which paper</source>
            <translation>Giấy tờ nào</translation>
        </message>
        <message>
            <source>What exactly</source>
            <translation>Cụ thể</translation>
        </message>
        <message>
            <source>Type a second time</source>
            <translation>Nhập lần hai</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Typed differently</source>
            <translation>Hai lần nhập khác nhau</translation>
        </message>
        <message>
            <source>This holds</source>
            <translation>Chọn giá trị này</translation>
        </message>
        <message>
            <source>First: {text}</source>
            <translation>Lần một: {text}</translation>
        </message>
        <message>
            <source>Second: {text}</source>
            <translation>Lần hai: {text}</translation>
        </message>
        <message>
            <source>Neither; the paper says:</source>
            <translation>Cả hai đều sai; trên giấy ghi:</translation>
        </message>
        <message>
            <source>Digitising in a row</source>
            <translation>Số hóa hàng loạt</translation>
        </message>
        <message>
            <source>Lots</source>
            <translation>Các lô</translation>
        </message>
        <message>
            <source>Dossiers of the lot</source>
            <translation>Hồ sơ trong lô</translation>
        </message>
        <message>
            <source>No lots yet. Press Ctrl+N to open the first one.</source>
            <translation>Chưa có lô nào. Bấm Ctrl+N để mở lô đầu tiên.</translation>
        </message>
        <message>
            <source>How far it is</source>
            <translation>Tiến độ</translation>
        </message>
        <message>
            <source>All lots</source>
            <translation>Mọi lô</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Thống kê</translation>
        </message>
        <message>
            <source>Add files</source>
            <translation>Thêm tệp</translation>
        </message>
        <message>
            <source>Scan the next</source>
            <translation>Quét hồ sơ tiếp</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Xong</translation>
        </message>
        <message>
            <source>Type twice</source>
            <translation>Nhập lần hai</translation>
        </message>
        <message>
            <source>Hand in</source>
            <translation>Giao kiểm tra</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Đúng</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Sai</translation>
        </message>
        <message>
            <source>No dossiers yet. Scan the first one, or add files.</source>
            <translation>Chưa có hồ sơ nào. Quét hồ sơ đầu tiên, hoặc thêm tệp.</translation>
        </message>
        <message>
            <source>No dossiers yet. Its operator adds them.</source>
            <translation>Chưa có hồ sơ nào. Người số hóa sẽ thêm vào.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Dossier is done</source>
            <translation>Xong hồ sơ này</translation>
        </message>
        <message>
            <source>Accept the lot</source>
            <translation>Công nhận lô đạt</translation>
        </message>
        <message>
            <source>Send the lot back</source>
            <translation>Trả lại cả lô</translation>
        </message>
        <message>
            <source>This one is right</source>
            <translation>Hồ sơ này đúng</translation>
        </message>
        <message>
            <source>Hand on as files</source>
            <translation>Xuất thành tệp</translation>
        </message>
        <message>
            <source>Add files: one dossier each</source>
            <translation>Thêm tệp: mỗi tệp một hồ sơ</translation>
        </message>
        <message>
            <source>Into which folder</source>
            <translation>Xuất vào thư mục nào</translation>
        </message>
        <message>
            <source>Lot</source>
            <translation>Lô</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Người số hóa</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Ngày mở</translation>
        </message>
        <message>
            <source>Where it stands</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>STT</translation>
        </message>
        <message>
            <source>Dossier</source>
            <translation>Hồ sơ</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Giấy tờ</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>What is with it</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>not looked at yet</source>
            <translation>chưa xem</translation>
        </message>
        <message>
            <source>(nothing)</source>
            <translation>(để trống)</translation>
        </message>
        <message>
            <source>The pages of the dossier in hand are seen here.</source>
            <translation>Các trang của hồ sơ đang chọn hiện ở đây.</translation>
        </message>
        <message>
            <source>This page cannot be shown.</source>
            <translation>Không hiện được trang này.</translation>
        </message>
    </context>
    <context>
        <name>EForm</name>
        <message>
            <source>This must be said.</source>
            <translation>Phải điền mục này.</translation>
        </message>
        <message>
            <source>This cannot be.</source>
            <translation>Không hợp lệ.</translation>
        </message>
        <message>
            <source>{value}: {source}</source>
            <translation>{value}: {source}</translation>
        </message>
        <message>
            <source>doubt {percent}</source>
            <translation>nghi ngờ {percent}</translation>
        </message>
        <message>
            <source>the card in the earlier dossier {code}</source>
            <translation>thẻ trong hồ sơ trước {code}</translation>
        </message>
        <message>
            <source>the card's code</source>
            <translation>mã trên thẻ</translation>
        </message>
        <message>
            <source>said at receiving</source>
            <translation>khai khi tiếp nhận</translation>
        </message>
        <message>
            <source>the dossier's owner</source>
            <translation>chủ hồ sơ</translation>
        </message>
        <message>
            <source>by the personal number</source>
            <translation>theo số định danh</translation>
        </message>
        <message>
            <source>read on page {page}: {kind}</source>
            <translation>đọc ở trang {page}: {kind}</translation>
        </message>
        <message>
            <source>as it was described: {kind}</source>
            <translation>theo mô tả: {kind}</translation>
        </message>
        <message>
            <source>the digital copy {code}</source>
            <translation>bản sao điện tử {code}</translation>
        </message>
        <message>
            <source>the earlier dossier {code}</source>
            <translation>hồ sơ trước {code}</translation>
        </message>
        <message>
            <source>from the list of procedures</source>
            <translation>theo danh mục thủ tục</translation>
        </message>
        <message>
            <source>this dossier</source>
            <translation>hồ sơ này</translation>
        </message>
        <message>
            <source>from the settings</source>
            <translation>theo thiết lập</translation>
        </message>
        <message>
            <source>today</source>
            <translation>hôm nay</translation>
        </message>
        <message>
            <source>typed</source>
            <translation>cán bộ nhập</translation>
        </message>
        <message>
            <source>Fill in the form</source>
            <translation>Điền tờ khai</translation>
        </message>
        <message>
            <source>To practise with: no official form.</source>
            <translation>Mẫu dùng để tập huấn, không phải biểu mẫu chính thức.</translation>
        </message>
        <message>
            <source>All fields</source>
            <translation>Tất cả các mục</translation>
        </message>
        <message>
            <source>Print again</source>
            <translation>In lại</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>Keep and print</source>
            <translation>Lưu và in</translation>
        </message>
        <message>
            <source>These fields do not fit together.</source>
            <translation>Các mục này không khớp nhau.</translation>
        </message>
        <message>
            <source>All of it is known. F6 shows what it says.</source>
            <translation>Đã đủ thông tin. F6 để xem các mục.</translation>
        </message>
        <message>
            <source>Only what is missing or in doubt is asked: look at it.</source>
            <translation>Chỉ hỏi mục còn thiếu hoặc còn nghi ngờ: xem lại các mục này.</translation>
        </message>
    </context>
    <context>
        <name>Face</name>
        <message>
            <source>Look into the camera: no face is seen.</source>
            <translation>Nhìn vào máy ảnh: chưa thấy khuôn mặt.</translation>
        </message>
        <message>
            <source>Only one person before the camera.</source>
            <translation>Chỉ một người đứng trước máy ảnh.</translation>
        </message>
        <message>
            <source>Come nearer: the face is too small.</source>
            <translation>Lại gần hơn: khuôn mặt quá nhỏ.</translation>
        </message>
        <message>
            <source>Look straight ahead.</source>
            <translation>Nhìn thẳng.</translation>
        </message>
        <message>
            <source>More light: the face is too dark.</source>
            <translation>Thêm ánh sáng: khuôn mặt quá tối.</translation>
        </message>
        <message>
            <source>Less light: the face is too bright.</source>
            <translation>Bớt ánh sáng: khuôn mặt quá sáng.</translation>
        </message>
        <message>
            <source>Hold still: the face is blurred.</source>
            <translation>Giữ yên: khuôn mặt bị nhòe.</translation>
        </message>
        <message>
            <source>No face is seen on the card&apos;s picture.</source>
            <translation>Không thấy khuôn mặt trên ảnh chụp thẻ.</translation>
        </message>
        <message>
            <source>Several faces are on the card&apos;s picture.</source>
            <translation>Ảnh chụp thẻ có nhiều khuôn mặt.</translation>
        </message>
        <message>
            <source>The photo is too small: scan the card at 300 dpi.</source>
            <translation>Ảnh quá nhỏ: quét thẻ ở 300 dpi.</translation>
        </message>
        <message>
            <source>The face on the photo is turned away.</source>
            <translation>Khuôn mặt trên ảnh quay sang bên.</translation>
        </message>
        <message>
            <source>The photo is too dark.</source>
            <translation>Ảnh quá tối.</translation>
        </message>
        <message>
            <source>The photo is too bright.</source>
            <translation>Ảnh quá sáng.</translation>
        </message>
        <message>
            <source>The photo is blurred: scan the card anew.</source>
            <translation>Ảnh bị nhòe: quét lại thẻ.</translation>
        </message>
        <message>
            <source>Now look straight ahead again.</source>
            <translation>Bây giờ nhìn thẳng trở lại.</translation>
        </message>
        <message>
            <source>Turn the head to your left.</source>
            <translation>Quay đầu sang trái.</translation>
        </message>
        <message>
            <source>Turn the head to your right.</source>
            <translation>Quay đầu sang phải.</translation>
        </message>
        <message>
            <source>Good. Hold still.</source>
            <translation>Được rồi. Giữ yên.</translation>
        </message>
        <message>
            <source>Nothing was compared yet.</source>
            <translation>Chưa đối chiếu.</translation>
        </message>
        <message>
            <source>Compared by eye: the same person. {time}</source>
            <translation>Đối chiếu bằng mắt: đúng người. {time}</translation>
        </message>
        <message>
            <source>Compared by eye: not the same person. {time}</source>
            <translation>Đối chiếu bằng mắt: không đúng người. {time}</translation>
        </message>
        <message>
            <source>Like the photo. Likeness {likeness} of 1000, needed {threshold}. Look yourself, too. {time}</source>
            <translation>Giống ảnh. Giống {likeness} trên 1000, cần {threshold}. Cán bộ vẫn tự đối chiếu. {time}</translation>
        </message>
        <message>
            <source>Not like the photo. Likeness {likeness} of 1000, needed {threshold}. Look yourself. {time}</source>
            <translation>Không giống ảnh. Giống {likeness} trên 1000, cần {threshold}. Hãy tự đối chiếu. {time}</translation>
        </message>
        <message>
            <source>Face and card</source>
            <translation>Khuôn mặt và thẻ</translation>
        </message>
        <message>
            <source>Choose the card&apos;s picture</source>
            <translation>Chọn ảnh chụp thẻ</translation>
        </message>
        <message>
            <source>Choose the card&apos;s picture (Ctrl+O)</source>
            <translation>Chọn ảnh chụp thẻ (Ctrl+O)</translation>
        </message>
        <message>
            <source>What the camera sees</source>
            <translation>Hình máy ảnh đang thấy</translation>
        </message>
        <message>
            <source>How far the check is</source>
            <translation>Tiến độ đối chiếu</translation>
        </message>
        <message>
            <source>By eye: the same person</source>
            <translation>Bằng mắt: đúng người</translation>
        </message>
        <message>
            <source>By eye: not the same</source>
            <translation>Bằng mắt: không đúng người</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Open the citizen&apos;s dossier first.</source>
            <translation>Hãy mở hồ sơ của công dân trước.</translation>
        </message>
        <message>
            <source>Consent to the camera: {answer}</source>
            <translation>Đồng ý dùng máy ảnh: {answer}</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>Start the camera</source>
            <translation>Bật máy ảnh</translation>
        </message>
        <message>
            <source>Photo: from the chip</source>
            <translation>Ảnh: lấy từ chip</translation>
        </message>
        <message>
            <source>Photo: on {file}</source>
            <translation>Ảnh: trong {file}</translation>
        </message>
        <message>
            <source>Choose a picture of the card with its photo.</source>
            <translation>Chọn ảnh chụp mặt thẻ có ảnh chân dung.</translation>
        </message>
        <message>
            <source>Pictures ({patterns})</source>
            <translation>Ảnh ({patterns})</translation>
        </message>
        <message>
            <source>Ask the citizen</source>
            <translation>Hỏi công dân</translation>
        </message>
    </context>
</TS>
